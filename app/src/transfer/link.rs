//! The address of the page, as far as a bundle is in it, and the clipboard.

use cyclotron_core::share::KEY;
use gloo::utils::window;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// The fragment that the page was opened with, where it leads to a bundle. All others are left alone.
pub fn fragment() -> Option<String> {
    let hash = window().location().hash().ok()?;
    let fragment = hash.strip_prefix('#')?;
    fragment.starts_with(KEY).then(|| fragment.to_owned())
}

/// Takes the fragment out of the address, so that a reload does not open it again.
pub fn forget() {
    if fragment().is_none() {
        return;
    }
    let location = window().location();
    let parts = location.pathname().and_then(|path| Ok(path + &location.search()?));
    // What fails leaves the fragment where it is: the next reload asks once more.
    if let (Ok(address), Ok(history)) = (parts, window().history()) {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
    }
}

/// The address that leads to the page, and in it to what the fragment holds.
pub fn link(fragment: &str) -> String {
    let address = window().location().href().unwrap_or_default();
    format!("{}#{fragment}", page(&address))
}

/// An address without what it says to the page.
fn page(address: &str) -> &str {
    address.split(['#', '?']).next().unwrap_or(address)
}

/// Puts a text into the clipboard; says whether that was allowed.
pub async fn copy(text: String) -> bool {
    let clipboard = window().navigator().clipboard();
    // Pages that did not come over https have none.
    if JsValue::from(&clipboard).is_undefined() {
        return false;
    }
    JsFuture::from(clipboard.write_text(&text)).await.is_ok()
}

#[cfg(test)]
mod tests {
    use super::page;

    #[test]
    fn a_link_leads_to_the_page_alone() {
        let page_of = "https://example.org/cyclotron/";
        for more in ["", "#", "#bundle=abc", "?safe", "?safe#bundle=abc", "#a?b"] {
            assert_eq!(page(&format!("{page_of}{more}")), page_of);
        }
    }
}

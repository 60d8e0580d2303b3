//! Links to a bundle in the address of the page, and the clipboard.

use cyclotron_core::share::KEY;
use gloo::utils::window;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// The fragment of the page's address if it contains a bundle; `None` for any other fragment.
pub fn fragment() -> Option<String> {
    let hash = window().location().hash().ok()?;
    let fragment = hash.strip_prefix('#')?;
    fragment.starts_with(KEY).then(|| fragment.to_owned())
}

/// Removes the fragment with a bundle from the address, so that a reload doesn't open it again.
pub fn forget() {
    if fragment().is_none() {
        return;
    }
    let location = window().location();
    let parts = location.pathname().and_then(|path| Ok(path + &location.search()?));
    // On an error the fragment stays, so the next reload offers the bundle again.
    if let (Ok(address), Ok(history)) = (parts, window().history()) {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
    }
}

/// The link to this page with a fragment.
pub fn link(fragment: &str) -> String {
    let address = window().location().href().unwrap_or_default();
    format!("{}#{fragment}", page(&address))
}

/// Removes the query and the fragment of an address.
fn page(address: &str) -> &str {
    address.split(['#', '?']).next().unwrap_or(address)
}

/// Copies a text to the clipboard; returns whether that succeeded.
pub async fn copy(text: String) -> bool {
    let clipboard = window().navigator().clipboard();
    // A page that was not loaded over HTTPS has no clipboard.
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

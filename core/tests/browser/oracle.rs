//! Public bundles and probes against what Python made of them, in the browser: the page that runs
//! the tests is given all files as `oracle.json`, none where they are not at hand.

#[path = "../it/oracle/comparison.rs"]
mod comparison;

use comparison::{Files, Tally};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_test::{console_log, wasm_bindgen_test};

#[wasm_bindgen(inline_js = r#"
    export async function files() {
        const answer = await fetch("/oracle.json");
        return answer.ok ? answer.text() : "{}";
    }
"#)]
extern "C" {
    /// The files of the folder by path, as JSON.
    async fn files() -> wasm_bindgen::JsValue;
}

#[wasm_bindgen_test]
async fn rendering_agrees_with_python() {
    let text = files().await.as_string().unwrap();
    let files: Files = serde_json::from_str(&text).unwrap();
    let tally = Tally::of(&files);
    console_log!("{tally}");
    assert!(tally.differ.is_empty(), "{}", tally.differ.join("\n"));
}

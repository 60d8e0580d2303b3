//! Public bundles and what Python makes of them, in the browser: the page that runs the tests is
//! given all files as `oracle.json`, none where they are not at hand.

use std::collections::BTreeMap;

use cyclotron_core::bundle::{SAMPLE_OUTPUTS, SPEC};
use cyclotron_core::{Bundle, File, Severity, Workspace, analyze};
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

/// What Python lacks: outputs that the sample leaves out are made up.
const OWN_WAY: &str = "cases/special--missing-environment-outputs";

#[wasm_bindgen_test]
async fn public_bundles_render_as_python_renders_them() {
    let text = files().await.as_string().unwrap();
    let files: BTreeMap<String, String> = serde_json::from_str(&text).unwrap();
    let mut cases: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
    for (path, text) in &files {
        let mut parts = path.match_indices('/').map(|(at, _)| at);
        if let (true, Some(at)) = (path.starts_with("cases/"), parts.nth(1)) {
            cases.entry(&path[..at]).or_default().push((&path[at + 1..], text));
        }
    }
    cases.remove(OWN_WAY);
    let (mut agree, mut differ) = (0, vec![]);
    for (case, files) in &cases {
        let workspace = Workspace { bundles: vec![bundle(files)] };
        let analysis = analyze(&workspace);
        let renderings = &analysis.bundles[0].renderings;
        let expected = files.iter().filter(|(path, _)| path.starts_with("expected/")).count();
        assert_eq!(renderings.len(), expected, "{case}");
        for rendering in renderings {
            let path = format!("expected/{}", rendering.file_name);
            let expected = files.iter().find(|(other, _)| *other == path).map(|(_, text)| *text);
            // Where Python fails there is no such file.
            let failed = expected.is_none()
                && analysis.diagnostics.iter().any(|found| {
                    found.file == rendering.template && found.severity == Severity::Error
                });
            if rendering.text.as_deref() == expected || failed {
                agree += 1;
            } else {
                differ.push(format!("{case} {}", rendering.file_name));
            }
        }
    }
    console_log!("public bundles: {agree} renderings agree with Python, {} differ", differ.len());
    assert!(differ.is_empty(), "{}", differ.join("\n"));
}

/// The bundle of a case, with its sample.
fn bundle(files: &[(&str, &str)]) -> Bundle {
    let mut bundle = Bundle { name: "bundle".into(), ..Bundle::default() };
    for (path, text) in files {
        let path = match *path {
            "spec.yaml" => SPEC,
            "outputs.yaml" => SAMPLE_OUTPUTS,
            path => match path.strip_prefix("bundle/") {
                Some(path) => path,
                None => continue,
            },
        };
        bundle.files.push(File::new(path, *text));
    }
    bundle.sort();
    bundle
}

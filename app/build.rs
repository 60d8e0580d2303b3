//! Lets the linker keep its relocations in the page's wasm, which `.ci/bin/wasm-bindgen` splits by them.

fn main() {
    // Otherwise cargo would run this again after a change of any file in this folder.
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("TARGET").is_ok_and(|target| target.starts_with("wasm32")) {
        println!("cargo::rustc-link-arg-bin=app=--emit-relocs");
    }
}

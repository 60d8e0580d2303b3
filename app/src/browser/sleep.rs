//! A pause in a task.

use js_sys::{Function, Promise};
use wasm_bindgen_futures::JsFuture;

/// Waits for some milliseconds.
pub async fn sleep(milliseconds: i32) {
    let mut begin = |done: Function, _| {
        // Fails only while the page is closing.
        let _ = gloo::utils::window()
            .set_timeout_with_callback_and_timeout_and_arguments_0(&done, milliseconds);
    };
    let _ = JsFuture::from(Promise::new(&mut begin)).await;
}

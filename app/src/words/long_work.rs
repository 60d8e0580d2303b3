//! What takes long, and how it is ended.

/// Ends it.
pub const STOP: &str = "Stop";
/// Ends the loading of CloudFormation's rules.
pub const STOP_RULES: &str = "Stop loading CloudFormation’s rules";
/// Why CloudFormation's rules are not there.
pub const STOPPED: &str = "you stopped them";
/// What is under way.
pub const OPENING: &str = "Opening";

/// An archive is being unpacked.
pub fn opening(name: &str) -> String {
    format!("Opening {name}…")
}

//! The names of properties and types in the validator's messages about unknown and missing ones.

use std::collections::BTreeMap;

use crate::nearest::nearest;

/// A message about an unknown property.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unknown {
    /// The message without a suggestion.
    pub(super) message: String,
    /// The unknown name.
    pub(super) name: String,
    /// The name that is most likely meant.
    pub(super) near: Option<String>,
}

/// Reads a message about an unknown property. `known` are the properties of the resource, empty if they are unknown:
/// then the validator's own suggestion is used.
pub(super) fn unknown<'k>(
    message: &str,
    known: impl IntoIterator<Item = &'k str>,
) -> Option<Unknown> {
    const BEFORE: &str = "Additional properties are not allowed ('";
    const AFTER: &str = "' was unexpected";
    const SUGGESTED: &str = ". Did you mean '";
    let (name, rest) = message.strip_prefix(BEFORE)?.split_once(AFTER)?;
    let suggested = rest.strip_prefix(SUGGESTED).and_then(|rest| rest.split('\'').next());
    let near = nearest(name, known).or(suggested);
    Some(Unknown {
        message: format!("{BEFORE}{name}{AFTER})"),
        name: name.to_owned(),
        near: near.map(str::to_owned),
    })
}

/// The property that a resource lacks, according to a message.
pub(super) fn lacking(message: &str) -> Option<String> {
    let name = message.strip_suffix("' is a required property")?.strip_prefix('\'')?;
    (!name.contains('\'')).then(|| name.to_owned())
}

/// The resource type that does not exist, according to a message.
pub(super) fn unknown_type(message: &str) -> Option<&str> {
    message.strip_prefix("Unknown resource type '")?.split('\'').next()
}

/// The resource type that is most likely meant: of the service with the most similar name.
pub(super) fn near_type<'k>(kind: &str, known: impl Iterator<Item = &'k str>) -> Option<String> {
    let mut services: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (service, name) in known.filter_map(|kind| kind.rsplit_once("::")) {
        services.entry(service).or_default().push(name);
    }
    let (service, name) = kind.rsplit_once("::")?;
    let service = nearest(service, services.keys().copied())?;
    Some(format!("{service}::{}", nearest(name, services[service].iter().copied())?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_similar_type_is_suggested() {
        let known = ["AWS::S3::Bucket", "AWS::SNS::Topic", "AWS::SNS::Subscription"];
        let near = |kind: &str| near_type(kind, known.into_iter());
        assert_eq!(near("AWS::SNS::Topc").as_deref(), Some("AWS::SNS::Topic"));
        assert_eq!(near("AWS::Sns::topic").as_deref(), Some("AWS::SNS::Topic"));
        assert_eq!(near("AWS::SNS::Queue"), None);
        assert_eq!(near("Topic"), None);
        let message = "Unknown resource type 'AWS::SNS::Topc'.";
        assert_eq!(unknown_type(message), Some("AWS::SNS::Topc"));
    }

    #[test]
    fn the_most_similar_property_is_suggested() {
        let message = "Additional properties are not allowed ('QueName' was unexpected)";
        let found = unknown(message, ["FifoQueue", "QueueName"]).unwrap();
        assert_eq!((found.name.as_str(), found.near.as_deref()), ("QueName", Some("QueueName")));
        assert_eq!(found.message, message);
        assert_eq!(unknown(message, ["Tags"]).unwrap().near, None);
    }

    #[test]
    fn where_the_properties_are_unknown_the_suggestion_of_the_validator_is_used() {
        let message = "Additional properties are not allowed ('Bucketame' was unexpected. Did you mean 'BucketName'?)";
        let found = unknown(message, []).unwrap();
        assert_eq!(found.near.as_deref(), Some("BucketName"));
        assert_eq!(
            found.message,
            "Additional properties are not allowed ('Bucketame' was unexpected)"
        );
    }

    #[test]
    fn a_missing_property_is_read_from_its_message() {
        assert_eq!(lacking("'Code' is a required property").as_deref(), Some("Code"));
        for other in ["One of ['A', 'B'] is a required property", "'A' is not of type 'string'"] {
            assert_eq!(lacking(other), None, "{other}");
        }
    }
}

//! CloudFormation's resource types and their properties.

use serde::{Deserialize, Serialize};

use crate::assist::{Completion, Wanted};

/// CloudFormation's resource types, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Catalog(pub Vec<ResourceType>);

/// A resource type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResourceType {
    /// The name, such as `AWS::SQS::Queue`.
    pub name: String,
    /// The properties that a template can set, the required ones first.
    pub properties: Vec<Property>,
}

/// A property of a resource type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Property {
    /// The name, such as `QueueName`.
    pub name: String,
    /// A short description: the type of its value, and whether it is required.
    pub detail: String,
}

impl Catalog {
    /// The completions for the names that are `wanted`.
    pub fn options(&self, wanted: &Wanted) -> Vec<Completion> {
        match wanted {
            Wanted::ResourceTypes => {
                self.0.iter().map(|resource| Completion::resource_type(&resource.name)).collect()
            }
            Wanted::Properties { of, has_colon } => {
                let found = self.0.iter().find(|resource| resource.name == *of);
                let properties =
                    found.map(|resource| resource.properties.as_slice()).unwrap_or_default();
                let option = |property: &Property| {
                    Completion::resource_property(&property.name, &property.detail, *has_colon)
                };
                properties.iter().map(option).collect()
            }
        }
    }
}

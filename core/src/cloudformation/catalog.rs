//! The types of resources that CloudFormation has, and their properties.

use serde::{Deserialize, Serialize};

use crate::assist::{Completion, Wanted};

/// The types of resources that CloudFormation has, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Catalog(pub Vec<ResourceType>);

/// A type of resource.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResourceType {
    /// `AWS::SQS::Queue`
    pub name: String,
    /// What a template can give it, the required ones first.
    pub properties: Vec<Property>,
}

/// A property of a resource.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Property {
    /// `QueueName`
    pub name: String,
    /// A few words: what it takes, and whether it has to be given.
    pub detail: String,
}

impl Catalog {
    /// What can be written where something of the catalog is wanted.
    pub fn options(&self, wanted: &Wanted) -> Vec<Completion> {
        match wanted {
            Wanted::ResourceTypes => {
                self.0.iter().map(|one| Completion::resource_type(&one.name)).collect()
            }
            Wanted::Properties { of, has_colon } => {
                let found = self.0.iter().find(|one| one.name == *of);
                let properties = found.map(|one| one.properties.as_slice()).unwrap_or_default();
                let option = |one: &Property| {
                    Completion::resource_property(&one.name, &one.detail, *has_colon)
                };
                properties.iter().map(option).collect()
            }
        }
    }
}

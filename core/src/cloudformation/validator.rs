//! AWS's validator.

use std::rc::Rc;

use ::rules::{RuleOrigin, Severity as Level};
use cel_engine::CelEngine;
use diagnostics::Diagnostic;
use schema_validator::SchemaValidator;
use validation_engine::{EngineConfig, ValidateConfig, validate_bytes_with_path};

use super::catalog::{Catalog, Property, ResourceType};
use super::finding::Finding;
use super::properties::{Unknown, lacking, near_type, unknown, unknown_type};
use super::registry::shown_id;
use super::supplement::supplement;
use super::wording::reworded;
use crate::diagnostic::Severity;
use crate::renderings::sentence;
use crate::sort::CompactSort;
use crate::text::{Lines, Span};

/// AWS's validator. It takes about a second to start, and milliseconds per template.
pub struct Validator {
    engine: CelEngine,
    schemas: SchemaValidator,
}

impl Validator {
    /// Starts the validator. Fails only if its built-in rules are broken, with the reason.
    pub fn new() -> Result<Self, String> {
        let engine = CelEngine::new(EngineConfig::default()).map_err(|error| error.to_string())?;
        Ok(Self { engine, schemas: SchemaValidator::default() })
    }

    /// The resource types that it knows, with the properties that a template can set.
    pub fn catalog(&self) -> Catalog {
        let mut types: Vec<_> = self.schemas.resource_type_names().collect();
        types.compact_sort();
        let resource = |name: &str| {
            let schema = self.schemas.resource_schema_metadata(name)?;
            let is_given = |name: &&String| !schema.read_only_properties.contains(*name);
            let (required, optional): (Vec<_>, Vec<_>) = schema
                .property_types
                .keys()
                .filter(is_given)
                .partition(|name| schema.required_properties.contains(*name));
            let property = |name: &String, is_required: bool| {
                let kinds = &schema.property_types[name];
                let kinds: Vec<_> =
                    kinds.iter().map(|kind| format!("{kind:?}").to_lowercase()).collect();
                let required = if is_required { "required, " } else { "" };
                let detail = format!("{required}{}", kinds.join(" or "));
                Property { name: name.clone(), detail }
            };
            let required = required.into_iter().map(|name| property(name, true));
            let optional = optional.into_iter().map(|name| property(name, false));
            let properties = required.chain(optional).collect();
            Some(ResourceType { name: name.to_owned(), properties })
        };
        Catalog(types.into_iter().filter_map(resource).collect())
    }

    /// Validates a template.
    pub fn validate(&self, text: &str) -> Rc<[Finding]> {
        // CloudFormation skips a byte-order mark; the validator reads it as part of the first key.
        let plain = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mark = text.len() - plain.len();
        let (bytes, config) = (plain.as_bytes(), ValidateConfig::default());
        let report =
            validate_bytes_with_path(&self.engine, &self.schemas, bytes, config, String::new());
        match report {
            Ok(report) => {
                let lines = Lines::new(plain);
                let findings = report.diagnostics.into_iter();
                let findings = findings.map(|found| self.finding(found, plain, &lines));
                let mut findings: Vec<Finding> = findings.collect();
                for more in supplement(plain) {
                    let is_known = |known: &Finding| {
                        known.rule == more.rule && known.resource == more.resource
                    };
                    if more.rule == "W1101" || !findings.iter().any(is_known) {
                        findings.push(more);
                    }
                }
                let moved = |span: Span| Span::new(span.start + mark, span.end + mark);
                let findings = findings.into_iter();
                findings
                    .map(|finding| Finding { span: finding.span.map(moved), ..finding })
                    .collect()
            }
            // The text is not a template.
            Err(error) => Rc::new([Finding {
                rule: "E0000".into(),
                severity: Severity::Error,
                message: sentence(&format!("CloudFormation could not read this: {error}")),
                help: None,
                span: None,
                resource: None,
                property: None,
                instead: None,
            }]),
        }
    }
}

impl Validator {
    fn finding(&self, found: Diagnostic, text: &str, lines: &Lines<'_>) -> Finding {
        let is_cfn_lints = !matches!(found.source, RuleOrigin::Engine);
        let resource = found.resource_logical_id().map(str::to_owned);
        let is_serverless = found.entity.as_ref().is_some_and(|entity| {
            entity.resource_type.as_ref().is_some_and(|kind| kind.starts_with("AWS::Serverless::"))
        });
        let rule = shown_id(&found.rule_id);
        let severity = match found.severity {
            // Attributes that SAM's transform drops never reach CloudFormation.
            Level::Error if is_serverless && rule == "E3001" => Severity::Warning,
            Level::Fatal | Level::Error => Severity::Error,
            // The validator's own warnings are about style. Some would be wrong here: Proton passes the outputs of
            // other stacks as literal ARNs.
            Level::Warn if is_cfn_lints && !rule.starts_with("W9") => Severity::Warning,
            Level::Warn | Level::Info | Level::Debug => Severity::Info,
        };
        let page = is_cfn_lints.then(|| super::page(&rule));
        let known = found.entity.as_ref().and_then(|entity| {
            // The schemas of nested properties are not public, so the validator's own suggestion remains there.
            let is_top = found.property_path.as_deref()?.split('.').count() == 2;
            let kind = entity.resource_type.as_deref().filter(|_| is_top)?;
            self.schemas.resource_schema_metadata(kind)
        });
        let names = known.iter().flat_map(|schema| {
            let names = schema.property_types.keys();
            names.filter(|name| !schema.read_only_properties.contains(*name)).map(String::as_str)
        });
        let (message, property, instead) = match unknown(&found.message, names) {
            Some(Unknown { message, name, near }) => (message, Some(name), near),
            None => (found.message.clone(), lacking(&found.message), None),
        };
        let kind = || {
            let kind = unknown_type(&found.message)?;
            near_type(kind, self.schemas.resource_type_names())
        };
        let near = instead.clone().or_else(kind).map(|near| format!("Did you mean `{near}`?"));
        Finding {
            severity,
            message: reworded(&message),
            help: near.or(found.suggested_fix.map(|fix| sentence(&fix))).or(page),
            span: found.location.map(|place| {
                let at = |line: u32, column| byte(text, lines, line as usize, column);
                let start = at(place.start_line, place.start_column);
                Span::new(start, at(place.end_line, place.end_column).max(start))
            }),
            resource,
            rule,
            property,
            instead,
        }
    }
}

/// Converts a line and a column, both from 1, to a byte offset. Columns count characters.
fn byte(text: &str, lines: &Lines<'_>, line: usize, column: u32) -> usize {
    let line = lines.span(line);
    let before = line.of(text).chars().take(column.saturating_sub(1) as usize);
    line.start + before.map(char::len_utf8).sum::<usize>()
}

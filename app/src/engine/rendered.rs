//! The bundles that CloudFormation's rules check.

use cyclotron_core::{BundleAnalysis, Content, File};
use leptos::prelude::*;

use crate::session::{Session, Texts};

impl Session {
    /// Whether a complete CloudFormation template is rendered for any bundle.
    pub fn is_rendered(&self) -> bool {
        self.analysis.with_untracked(|analysis| analysis.bundles.iter().any(is_rendered))
    }

    /// The texts of all files of the bundles with a complete CloudFormation template. A finding may concern the
    /// template, or a value in the schema or the spec.
    pub fn rendered_files(&self) -> Texts {
        self.analysis.with_untracked(|analysis| {
            let rendered = analysis.bundles.iter().filter(|bundle| is_rendered(bundle));
            let names: Vec<_> = rendered.map(|bundle| bundle.name.as_str()).collect();
            self.workspace.with_untracked(|workspace| {
                let bundles = workspace.bundles.iter();
                let bundles = bundles.filter(|bundle| names.contains(&bundle.name.as_str()));
                let files = bundles.flat_map(|bundle| {
                    let text = |file: &File| match &file.content {
                        Content::Text(text) => Some((bundle.id(&file.path), text.clone())),
                        Content::Binary(_) => None,
                    };
                    bundle.files.iter().filter_map(text).collect::<Vec<_>>()
                });
                files.collect()
            })
        })
    }
}

fn is_rendered(bundle: &BundleAnalysis) -> bool {
    bundle.renderings.iter().any(|rendering| rendering.is_complete && rendering.is_cloudformation())
}

//! New, converted and compared bundles.

use cyclotron_core::compare::{self, BundleDifference, SampleDifference};
use cyclotron_core::schema::Extent;
use cyclotron_core::starters::{self, Preview, Starter};
use cyclotron_core::{
    Analyzer, Bundle, Conversion, Value, convert_from_preview, new_instance, prepare, sample_spec,
};
use serde::{Deserialize, Serialize};

use super::Answer;

/// Creates new bundles that belong together; the reply has the same order.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct NewBundles(
    /// The starter and name of each bundle; environments precede the services that run in them.
    pub Vec<(Starter, String)>,
);

impl Answer for NewBundles {
    fn answer(self, analyzer: &mut Analyzer) -> Vec<Bundle> {
        starters::bundles(&self.0, analyzer.workspace())
    }
}

/// Describes the bundle that a starter creates.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PreviewStarter(
    /// The starter.
    pub Starter,
);

impl Answer for PreviewStarter {
    fn answer(self, _: &mut Analyzer) -> Preview {
        starters::preview(self.0)
    }
}

/// Adds the samples that a bundle lacks.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PrepareBundle(
    /// The bundle.
    pub Bundle,
);

impl Answer for PrepareBundle {
    fn answer(mut self, analyzer: &mut Analyzer) -> Bundle {
        prepare(&mut self.0, analyzer.workspace());
        self.0
    }
}

/// Makes up a sample of inputs; the reply is the spec.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MakeSample {
    /// The bundle.
    pub bundle: Bundle,
    /// The inputs that the sample sets.
    pub extent: Extent,
}

impl Answer for MakeSample {
    fn answer(self, analyzer: &mut Analyzer) -> String {
        sample_spec(&self.bundle, analyzer.workspace(), self.extent)
    }
}

/// Makes up a service instance with plausible values for the required inputs; the reply is the item of `instances`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct NewInstance {
    /// The bundle.
    pub bundle: Bundle,
    /// The name of the instance.
    pub name: String,
    /// The name of its environment; `None` for the most likely one.
    pub environment: Option<String>,
}

impl Answer for NewInstance {
    fn answer(self, analyzer: &mut Analyzer) -> Value {
        let environment = self.environment.as_deref();
        new_instance(&self.bundle, analyzer.workspace(), &self.name, environment)
    }
}

/// Converts a bundle from the layout of Proton's preview; the reply is `None` if the bundle has another layout.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Convert(
    /// The bundle.
    pub Bundle,
);

impl Answer for Convert {
    fn answer(self, analyzer: &mut Analyzer) -> Option<Conversion> {
        convert_from_preview(&self.0, analyzer.workspace())
    }
}

/// Compares the files of two bundles.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CompareBundles {
    /// The older bundle.
    pub before: Bundle,
    /// The newer bundle.
    pub after: Bundle,
}

impl Answer for CompareBundles {
    fn answer(self, _: &mut Analyzer) -> BundleDifference {
        compare::bundles(&self.before, &self.after)
    }
}

/// Compares the renderings of a sample of two bundles.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CompareSample {
    /// The older bundle.
    pub before: Bundle,
    /// The newer bundle.
    pub after: Bundle,
    /// The path of the sample.
    pub path: String,
}

impl Answer for CompareSample {
    fn answer(self, analyzer: &mut Analyzer) -> SampleDifference {
        compare::sample(analyzer.workspace(), &self.before, &self.after, &self.path)
    }
}

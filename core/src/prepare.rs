//! Completes a bundle that is opened or created: gives it a unique name and samples.

use crate::bundle::{Bundle, File, SAMPLE_OUTPUTS, SPEC};
use crate::outputs::{OpenEnvironments, likely_environment, surroundings};
use crate::preview_layout::preview_layout;
use crate::schema::{Extent, Role};
use crate::value::{Map, Value};
use crate::workspace::Workspace;
use crate::{outputs, schema, spec, text};

/// Prepares bundles that were opened together into `workspace`: gives each a unique name and samples, see [`prepare`].
/// Environments are prepared first, so that the samples of services can refer to them.
pub fn prepare_all(bundles: &mut [Bundle], workspace: &Workspace) {
    let mut all = workspace.clone();
    for bundle in &mut *bundles {
        let name = std::mem::take(&mut bundle.name);
        bundle.name = text::free(name, |name| all.bundle(name).is_some());
        all.bundles.push(bundle.clone());
    }
    let own = workspace.bundles.len();
    for environments in [true, false] {
        for (at, bundle) in bundles.iter_mut().enumerate() {
            if bundle.kind().is_environment() == environments {
                prepare(bundle, &all);
                all.bundles[own + at] = bundle.clone();
            }
        }
    }
}

/// Adds the missing samples to a bundle that has just been opened, `spec/spec.yaml` and `spec/sample-outputs.yaml`.
/// They are not part of the download unless [`Bundle::pack_sample`] is set.
///
/// `workspace` holds the other bundles: a service runs in the first environment among them. A service in the layout of
/// Proton's preview gets its samples when it is converted.
pub fn prepare(bundle: &mut Bundle, workspace: &Workspace) {
    if preview_layout(bundle).is_some() {
        return;
    }
    let open = OpenEnvironments::of(workspace);
    let spec_text = sample_spec_among(&open, bundle, Extent::Required);
    let had_spec = bundle.file(SPEC).is_some();
    let had_outputs = bundle.file(SAMPLE_OUTPUTS).is_some();
    if !had_spec {
        bundle.files.push(File::new(SPEC, spec_text));
    }
    if !had_outputs {
        let (schema, _) = schema::schema(bundle);
        let spec = bundle.text(SPEC).and_then(|text| spec::spec(bundle, &schema, text).0);
        let text = outputs::sample(&surroundings(&open, bundle, spec.as_ref()), bundle);
        bundle.files.push(File::new(SAMPLE_OUTPUTS, text));
    }
    bundle.sort();
}

/// A sample spec for a bundle, with the inputs of the `extent`.
pub fn sample_spec(bundle: &Bundle, workspace: &Workspace, extent: Extent) -> String {
    sample_spec_among(&OpenEnvironments::of(workspace), bundle, extent)
}

/// A new service instance of a bundle, with plausible values for the required inputs. It runs in `environment`, else in
/// the most likely open one.
pub fn new_instance(
    bundle: &Bundle,
    workspace: &Workspace,
    name: &str,
    environment: Option<&str>,
) -> Value {
    let (schema, _) = schema::schema(bundle);
    let likely = || likely_environment(&OpenEnvironments::of(workspace), bundle);
    let environment = environment.map(str::to_owned).or_else(likely);
    let mut instance = Map::default();
    instance.insert("name", name.into());
    instance.insert("environment", environment.as_deref().unwrap_or("my-env").into());
    let inputs = schema::sample(&schema, Role::Service, Extent::Required);
    instance.insert("spec", Value::Map(inputs));
    Value::Map(instance)
}

/// Like [`sample_spec`], for environments that have been read.
pub(crate) fn sample_spec_among(
    open: &OpenEnvironments,
    bundle: &Bundle,
    extent: Extent,
) -> String {
    let (schema, _) = schema::schema(bundle);
    let environment = likely_environment(open, bundle);
    spec::sample(bundle, &schema, environment.as_deref().unwrap_or("my-env"), extent)
}

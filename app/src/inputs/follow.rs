//! The shown target follows the selected template: in the template of the pipeline, the pane shows the pipeline.

use cyclotron_core::Target;
use cyclotron_core::bundle::Part;
use leptos::prelude::*;

use crate::session::Session;

/// Shows a target of each template that is selected from now on, unless one is shown. The user can still choose another one.
pub fn follow_templates(session: Session) {
    Effect::new(move |before: Option<Option<String>>| {
        let path = session.selected.with(|file| file.as_ref().map(|file| file.path.clone()));
        // The first selection is that of the last visit, which keeps its target.
        if before.is_some() && before.as_ref() != Some(&path) {
            untrack(|| {
                let targets = session.targets();
                let shown = session.shown_target();
                let wanted = path.as_deref().and_then(|path| {
                    target_of(path, shown, targets.iter().map(|(target, _)| *target))
                });
                if let Some(target) = wanted {
                    session.target.set(target);
                }
            });
        }
        path
    });
}

/// The target to show for the file at `path`, if it is in a part that `shown` does not belong to.
fn target_of(
    path: &str,
    shown: Target,
    mut targets: impl Iterator<Item = Target>,
) -> Option<Target> {
    let parts = [Part::Instance, Part::Pipeline];
    let part = parts.into_iter().find(|part| path.starts_with(part.folder()))?;
    if shown.part() == part {
        return None;
    }
    targets.find(|target| target.part() == part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_shows_its_first_target() {
        let (dev, prod) = (Target::Instance(0), Target::Instance(1));
        let all = || [dev, prod, Target::Pipeline].into_iter();
        let pipeline = "pipeline_infrastructure/cloudformation.yaml";
        let instance = "instance_infrastructure/cloudformation.yaml";
        assert_eq!(target_of(pipeline, prod, all()), Some(Target::Pipeline));
        assert_eq!(target_of(instance, Target::Pipeline, all()), Some(dev));
        assert_eq!(target_of(instance, prod, all()), None);
        assert_eq!(target_of("schema/schema.yaml", Target::Pipeline, all()), None);
        assert_eq!(target_of(pipeline, dev, [dev].into_iter()), None);
    }
}

//! CloudFormation's rules find nothing in a new bundle.

use cyclotron_core::cloudformation::{Rules, Validator, findings};
use cyclotron_core::starters::Starter;
use cyclotron_core::{Workspace, starters};

#[test]
fn nothing_is_wrong_with_a_new_bundle() {
    let validator = Validator::new().unwrap();
    for beginning in Starter::KINDS {
        for mut workspace in [Workspace::default(), starters::ready_workspace()] {
            let bundle = beginning.bundle("my-template", &workspace);
            workspace.bundles.push(bundle);
            let found = findings(&workspace, &Rules::default(), |text| validator.validate(text));
            assert_eq!(found, [], "{beginning:?}");
        }
    }
}

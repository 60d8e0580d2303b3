//! CloudFormation's rules find nothing in a starting point, whatever is filled in.

use cyclotron_core::Workspace;
use cyclotron_core::cloudformation::{Rules, Validator, findings};
use cyclotron_core::starters::{Starter, StartingPoint, bundles};

use crate::common::variations::{pairs, variations};

#[test]
fn nothing_is_wrong_with_a_starting_point() {
    let validator = Validator::new().unwrap();
    for point in StartingPoint::ALL {
        for (what, workspace) in variations(point) {
            let found = findings(&workspace, &Rules::default(), |text| validator.validate(text));
            assert_eq!(found, [], "{point:?}: {what}");
        }
    }
}

#[test]
fn nothing_is_wrong_with_a_service_in_its_environment() {
    let validator = Validator::new().unwrap();
    for (service, environment) in pairs() {
        let wanted = [environment, service];
        let wanted = wanted.map(|point| (Starter::Point(point), point.name().to_owned()));
        let workspace = Workspace { bundles: bundles(&wanted, &Workspace::default()) };
        let found = findings(&workspace, &Rules::default(), |text| validator.validate(text));
        assert_eq!(found, [], "{service:?} in {environment:?}");
    }
}

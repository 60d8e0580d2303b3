//! Other values for the sample of a starting point.

use cyclotron_core::bundle::SPEC;
use cyclotron_core::starters::{Starter, StartingPoint, bundles};
use cyclotron_core::{Action, Control, Field, FileId, Value, Workspace, analyze, apply_change};

/// Each service with each environment that it goes well with.
pub fn pairs() -> Vec<(StartingPoint, StartingPoint)> {
    let services = StartingPoint::ALL.into_iter().filter(|point| !point.is_environment());
    services
        .flat_map(|service| {
            service.goes_with().iter().map(move |&environment| (service, environment))
        })
        .collect()
}

/// A starting point with its sample, and with each single change of that: each option of an input, both
/// ends of a range, each input left out that need not be given. Each with what was changed.
pub fn variations(point: StartingPoint) -> Vec<(String, Workspace)> {
    let wanted = [(Starter::Point(point), point.name().to_owned())];
    let begun = Workspace { bundles: bundles(&wanted, &Workspace::default()) };
    let analysis = analyze(&begun);
    let fields: Vec<&Field> =
        analysis.bundles[0].inputs.iter().flat_map(|form| &form.fields).collect();
    let file = FileId { bundle: point.name().to_owned(), path: SPEC.to_owned() };
    let mut all = vec![("the sample".to_owned(), begun.clone())];
    let mut change = |field: &Field, action: Action| {
        let mut workspace = begun.clone();
        apply_change(&mut workspace, &file, &field.path, &action).unwrap();
        all.push((format!("{} {action:?}", field.label), workspace));
    };
    for field in &fields {
        for value in values(field) {
            change(field, Action::Set(value));
        }
        if field.value.is_some() && !field.required {
            change(field, Action::Remove);
        }
    }
    let mut least = begun.clone();
    for field in fields.iter().filter(|field| field.value.is_some() && !field.required) {
        apply_change(&mut least, &file, &field.path, &Action::Remove).unwrap();
    }
    all.push(("only what has to be given".to_owned(), least));
    // Zones and ways out of them belong together.
    if point == StartingPoint::VpcEnvironment {
        let of = |label: &str| *fields.iter().find(|field| field.label == label).unwrap();
        let (zones, gateways) = (of("Availability zones"), of("NAT gateways"));
        for gateway in values(gateways) {
            let mut workspace = begun.clone();
            let three = values(zones).pop().unwrap();
            apply_change(&mut workspace, &file, &zones.path, &Action::Set(three)).unwrap();
            apply_change(&mut workspace, &file, &gateways.path, &Action::Set(gateway)).unwrap();
            all.push(("three zones".to_owned(), workspace));
        }
    }
    all
}

/// Values that an input can have.
fn values(field: &Field) -> Vec<Value> {
    match &field.control {
        Control::Choice(options) => options.clone(),
        Control::Toggle => vec![Value::Bool(true), Value::Bool(false)],
        Control::Number { minimum: Some(least), maximum: Some(most), integer: true, .. } => {
            #[expect(clippy::cast_possible_truncation, reason = "whole numbers, and small ones")]
            let ends = [*least, *most].map(|end| Value::Int(end as i64));
            ends.to_vec()
        }
        _ => field.example.clone().into_iter().collect(),
    }
}

//! Made-up values for outputs and inputs that neither the sample nor another bundle sets.

/// The names of resources that Proton would fill in: resource, name, example.
pub(crate) const RESOURCES: [(&str, &str, &str); 7] = [
    ("environment", "name", "sample-env"),
    ("environment", "account_id", "123456789012"),
    ("service", "name", "sample-service"),
    ("service", "branch_name", "main"),
    (
        "service",
        "repository_connection_arn",
        "arn:aws:codestar-connections:us-east-1:123456789012:connection/a1b2c3d4-5678-90ab-cdef-EXAMPLE11111",
    ),
    ("service", "repository_id", "example-org/sample-app"),
    ("component", "name", "sample-component"),
];

/// The names of a resource (`environment`, `service` or `component`), each with its example.
pub fn names_of(resource: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let own = RESOURCES.iter().filter(move |(of, ..)| *of == resource);
    own.map(|&(_, name, value)| (name, value))
}

/// Makes up a value for an output or an input from its name.
pub fn made_up(name: &str) -> String {
    let plain = name.to_lowercase().replace(['_', '-'], "");
    let ends = |end: &str| plain.ends_with(end);
    let has = |part: &str| plain.contains(part);
    let dashed = dashed(name);
    let aws = |service: &str, resource: &str| {
        format!("arn:aws:{service}:us-east-1:123456789012:{resource}")
    };
    if ends("arn") || ends("arns") {
        return match () {
            () if has("policy") => format!("arn:aws:iam::123456789012:policy/{dashed}"),
            () if has("role") => format!("arn:aws:iam::123456789012:role/{dashed}"),
            () if has("bucket") => format!("arn:aws:s3:::{dashed}"),
            () if has("topic") => aws("sns", &dashed),
            () if has("queue") => aws("sqs", &dashed),
            () if has("function") || has("lambda") => aws("lambda", &format!("function:{dashed}")),
            () if has("table") => aws("dynamodb", &format!("table/{dashed}")),
            () if has("cluster") => aws("ecs", &format!("cluster/{dashed}")),
            () => aws("cloudformation", &format!("stack/{dashed}")),
        };
    }
    match () {
        () if has("cidr") => "10.0.0.0/16".into(),
        () if has("securitygroup") => "sg-0123456789abcdef0".into(),
        () if has("subnet") => {
            format!("subnet-{:017x}", 0x0123_4567_89ab_cdef_u64.wrapping_add(number_in(name)))
        }
        () if ends("vpcid") || ends("vpc") => "vpc-0123456789abcdef0".into(),
        () if has("region") => "us-east-1".into(),
        () if has("accountid") || ends("account") => "123456789012".into(),
        () if ends("email") => "someone@example.com".into(),
        () if ends("url") || ends("uri") || has("endpoint") => {
            format!("https://{dashed}.example.com")
        }
        () if has("domain") || has("hostname") => "example.com".into(),
        () if ends("port") => "80".into(),
        () if has("imagetag") || ends("version") => "1.0".into(),
        () => format!("sample-{dashed}"),
    }
}

/// Makes up a value for the output `name`, whose name ends at `end` of a template, from its use: an ARN after
/// `RoleArn:`, a subnet id in a list below `SubnetIds:`. None if the use reveals no format, or if the output is
/// only part of the value.
pub(crate) fn of_use(template: &str, end: usize, name: &str) -> Option<String> {
    let (before, after) = (template.get(..end)?, template.get(end..)?);
    let tag = before.rfind("{{")?;
    let rest = after.trim_start_matches(['\'', '"', ']', ' ', '-']);
    let rest = rest.strip_prefix("}}")?.lines().next().unwrap_or("").trim_matches(['"', '\'']);
    let key = key_of(before.get(..tag)?)?;
    if !rest.trim().is_empty() || before.get(tag..)?.contains('\n') {
        return None;
    }
    let plain = key.to_lowercase();
    if plain.ends_with("arn") || plain.ends_with("arns") {
        let named = made_up(name);
        return Some(if named.starts_with("arn:") { named } else { made_up(key) });
    }
    match plain.as_str() {
        "role" | "servicerole" => Some(made_up(&format!("{name}RoleArn"))),
        _ if plain.contains("securitygroup") => Some(made_up("securitygroup")),
        _ if plain.contains("subnetid") || plain == "subnets" => {
            Some(made_up(&format!("{name}subnet")))
        }
        "vpcid" => Some(made_up("vpcid")),
        _ => None,
    }
}

/// The key of the value that begins at the end of `text`: on the same line, or above the list for a list item.
fn key_of(text: &str) -> Option<&str> {
    let mut lines = text.lines().rev();
    let line = lines.next()?.trim_end_matches(['"', '\'', ' ']);
    if line.ends_with(':') {
        return Some(line.trim_matches([' ', '-', ':']));
    }
    let indent = line.find('-').filter(|_| line.trim() == "-")?;
    let above = lines.find(|line| {
        let own = line.len() - line.trim_start().len();
        let is_item = line.trim_start().starts_with('-');
        !line.trim().is_empty() && !is_item && own <= indent
    })?;
    let above = above.trim_end();
    above.ends_with(':').then(|| above.trim_matches([' ', '-', ':']))
}

/// The value of an attribute, or of `Ref`, of a resource of this type, for an output with this `name`; `None` if the
/// name reveals more.
pub(crate) fn of_resource(attribute: Option<&str>, kind: &str, name: &str) -> Option<String> {
    let own = format!("sample-{}", dashed(name));
    let mut parts = kind.split("::");
    let (service, resource) = match (parts.next()?, parts.next()?, parts.next()) {
        ("AWS", pseudo, None) => {
            return match pseudo {
                "Region" => Some("us-east-1".into()),
                "AccountId" => Some("123456789012".into()),
                "Partition" => Some("aws".into()),
                _ => None,
            };
        }
        ("AWS", service, Some(resource)) => (service.to_lowercase(), resource),
        _ => return None,
    };
    let arn = || {
        let place = format!("arn:aws:{service}:us-east-1:123456789012");
        match (service.as_str(), resource) {
            ("s3", _) => format!("arn:aws:s3:::{own}"),
            ("iam", _) => format!("arn:aws:iam::123456789012:{}/{own}", resource.to_lowercase()),
            ("sns" | "sqs", _) => format!("{place}:{own}"),
            ("lambda", _) => format!("{place}:function:{own}"),
            ("elasticloadbalancingv2", _) => format!(
                "arn:aws:elasticloadbalancing:us-east-1:123456789012:{}/{own}/0123456789abcdef",
                resource.to_lowercase()
            ),
            _ => format!("{place}:{}/{own}", resource.to_lowercase()),
        }
    };
    match (attribute, service.as_str(), resource) {
        (Some(attribute), ..) if attribute.ends_with("Arn") => Some(arn()),
        (None, "sns", "Topic")
        | (None, "elasticloadbalancingv2", _)
        | (None, "ecs", "Service" | "TaskDefinition")
        | (None, "secretsmanager", "Secret")
        | (None, "stepfunctions", "StateMachine") => Some(arn()),
        (None, "sqs", "Queue") | (Some("QueueUrl"), ..) => {
            Some(format!("https://sqs.us-east-1.amazonaws.com/123456789012/{own}"))
        }
        (None, "ec2", "VPC") | (Some("VpcId"), ..) => Some(made_up("vpcid")),
        (None, "ec2", "Subnet") => Some(made_up(&format!("{name}subnet"))),
        (None, "ec2", "SecurityGroup") | (Some("GroupId"), ..) => Some(made_up("securitygroup")),
        (Some("DNSName" | "DomainName" | "Endpoint" | "Endpoint.Address"), ..) => {
            Some(format!("{own}.example.com"))
        }
        (
            None,
            "s3" | "dynamodb" | "lambda" | "iam" | "ecs" | "ecr" | "logs" | "kinesis" | "ssm",
            _,
        ) => Some(own),
        _ => None,
    }
}

/// A number from a name, so that subnets with different names get different ids.
fn number_in(name: &str) -> u64 {
    name.bytes().fold(0, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()))
}

/// Converts a name to kebab-case: `VpcLinkId` becomes `vpc-link-id`.
fn dashed(name: &str) -> String {
    let mut dashed = String::new();
    let mut was_lower = false;
    for c in name.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-')) {
        if c.is_ascii_uppercase() && was_lower || matches!(c, '_' | '-') {
            dashed.push('-');
        }
        was_lower = c.is_ascii_lowercase() || c.is_ascii_digit();
        dashed.extend(c.to_lowercase().filter(char::is_ascii_alphanumeric));
    }
    dashed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn used(line: &str) -> Option<String> {
        let end = line.find("Name").unwrap() + "Name".len();
        of_use(line, end, "Name")
    }

    #[test]
    fn the_use_shows_the_shape() {
        for (text, expected) in [
            (
                "Role: {{ environment.outputs.Name }}",
                "arn:aws:iam::123456789012:role/name-role-arn",
            ),
            (
                "  ExecutionRoleArn: '{{environment.outputs.Name}}'\n",
                "arn:aws:iam::123456789012:role/execution-role-arn",
            ),
            ("SecurityGroups:\n- \"{{ environment.outputs['Name'] }}\"", "sg-0123456789abcdef0"),
            ("  VpcId: {{ environment.outputs.Name }}", "vpc-0123456789abcdef0"),
        ] {
            assert_eq!(used(text).as_deref(), Some(expected), "{text}");
        }
        assert!(
            used("Subnets:\n  - {{ environment.outputs.Name }}\n").unwrap().starts_with("subnet-")
        );
    }

    #[test]
    fn a_part_of_a_value_or_another_key_shows_none() {
        for text in [
            "Role: arn:aws:iam::1:role/{{ environment.outputs.Name }}",
            "Role: {{ environment.outputs.Name }}-x",
            "Name: {{ environment.outputs.Name }}",
            "Roles:\n  - {{ environment.outputs.Name }}",
        ] {
            assert_eq!(used(text), None, "{text}");
        }
    }
}

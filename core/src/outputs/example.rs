//! Values that are made up by name.

/// A value that suits an output or input of this name.
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

/// Subnets of different names are different subnets.
fn number_in(name: &str) -> u64 {
    name.bytes().fold(0, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()))
}

/// `VpcLinkId` → `vpc-link-id`
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

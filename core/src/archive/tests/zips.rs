//! Tests of zips that are built byte by byte, so that they can contain wrong values.

use flate2::Crc;
use flate2::write::DeflateEncoder;

use super::*;

const STORED: u16 = 0;
const DEFLATED: u16 = 8;
const UNIX: u16 = 3;
const SCHEMA: &[u8] = b"schema/schema.yaml";

/// An entry with the header values that the zip states.
#[derive(Clone)]
struct Entry {
    name: Vec<u8>,
    packed: Vec<u8>,
    flags: u16,
    method: u16,
    system: u16,
    mode: u32,
    crc: u32,
    size: u32,
}

fn entry(name: &[u8], content: &[u8], method: u16) -> Entry {
    let mut crc = Crc::new();
    crc.update(content);
    let packed = if method == DEFLATED {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(content).unwrap();
        encoder.finish().unwrap()
    } else {
        content.to_vec()
    };
    let size = u32::try_from(content.len()).unwrap();
    let (name, crc) = (name.to_vec(), crc.sum());
    Entry { name, packed, flags: 1 << 11, method, system: UNIX, mode: 0o100_644, crc, size }
}

fn schema() -> Entry {
    entry(SCHEMA, b"schema: {}\r\n", DEFLATED)
}

/// The fields that local and central headers share, in little-endian order.
fn shared(one: &Entry) -> Vec<u8> {
    let mut bytes = vec![20, 0];
    for short in [one.flags, one.method, 0, 0x21] {
        bytes.extend(short.to_le_bytes());
    }
    let packed = u32::try_from(one.packed.len()).unwrap();
    for long in [one.crc, packed, one.size] {
        bytes.extend(long.to_le_bytes());
    }
    bytes.extend(u16::try_from(one.name.len()).unwrap().to_le_bytes());
    bytes.extend([0; 2]);
    bytes
}

fn zip(entries: &[Entry]) -> Vec<u8> {
    let (mut zip, mut list) = (vec![], vec![]);
    for entry in entries {
        let at = u32::try_from(zip.len()).unwrap();
        zip.extend([b"PK\x03\x04", shared(entry).as_slice(), &entry.name, &entry.packed].concat());
        list.extend(b"PK\x01\x02");
        list.extend((entry.system << 8 | 0x14).to_le_bytes());
        list.extend(shared(entry));
        list.extend([0; 6]); // no comment, first disk, no attributes
        let mode = if entry.system == UNIX { entry.mode << 16 } else { 0 };
        list.extend(mode.to_le_bytes());
        list.extend(at.to_le_bytes());
        list.extend(&entry.name);
    }
    let (at, size) = (u32::try_from(zip.len()).unwrap(), u32::try_from(list.len()).unwrap());
    zip.extend(list);
    let count = u16::try_from(entries.len()).unwrap().to_le_bytes();
    zip.extend([b"PK\x05\x06\0\0\0\0", count.as_slice(), &count].concat());
    zip.extend([size.to_le_bytes(), at.to_le_bytes()].concat());
    zip.extend([0; 2]);
    zip
}

#[test]
fn a_zip_opens_by_its_bytes_whatever_it_is_called() {
    let logo = entry(b"env/logo.png", &[0x89, 0xff, 0], STORED);
    let mut schema = schema();
    schema.name = b"env/schema/schema.yaml".to_vec();
    let folder = entry(b"env/", b"", STORED);
    let finders = entry(b"__MACOSX/env/._logo.png", &[0, 5, 0x16, 7], STORED);
    let readme = entry(b"README.md", b"# Read\n", DEFLATED);
    let bytes = zip(&[folder, logo, schema, finders, readme]);
    let opened = open("any.tar.gz", &bytes).unwrap();
    let [bundle] = opened.bundles.as_slice() else { panic!("{opened:?}") };
    assert_eq!((bundle.name.as_str(), bundle.top_folder.as_deref()), ("env", Some("env")));
    assert_eq!(paths(bundle), ["logo.png", "schema/schema.yaml"]);
    assert_eq!(bundle.files[0].bytes(), [0x89, 0xff, 0]);
    assert_eq!(bundle.files[1].text(), Some("schema: {}\r\n"));
    assert_eq!(opened.left_out, ["README.md"]);
    assert_eq!(open("my.zip", &zip(&[self::schema()])).unwrap().bundles[0].name, "my");
}

#[test]
fn backslashes_are_slashes_unless_a_unix_wrote_them() {
    let mut windows = entry(b"env\\schema\\schema.yaml", b"", STORED);
    windows.system = 0;
    let opened = open("x.zip", &zip(&[windows])).unwrap();
    assert_eq!(opened.bundles[0].top_folder.as_deref(), Some("env"));
    let odd = entry(b"odd\\name", b"", STORED);
    let opened = open("x.zip", &zip(&[odd, schema()])).unwrap();
    assert_eq!(paths(&opened.bundles[0]), ["odd\\name", "schema/schema.yaml"]);
}

#[test]
fn files_outside_the_bundles_are_not_unpacked() {
    let mut schema = schema();
    schema.name = b"env/schema/schema.yaml".to_vec();
    let mut broken = entry(b"film.mp4", b"xyz", DEFLATED);
    broken.crc ^= 1;
    broken.size = u32::MAX - 1;
    let opened = open("x.zip", &zip(&[schema, broken])).unwrap();
    assert_eq!(opened.left_out, ["film.mp4"]);
}

/// Refused archives, with the messages in `snapshots/`.
#[test]
fn refusals() {
    let changed = |change: fn(&mut Entry)| {
        let mut schema = schema();
        change(&mut schema);
        zip(&[schema])
    };
    let named = |name: &[u8]| zip(&[schema(), entry(name, b"", STORED)]);
    let whole = zip(&[schema()]);
    let bomb = vec![0; MAX_UNPACKED + 1];
    let halves = vec![0; MAX_UNPACKED / 2 + 1];
    let long = [b"long-".repeat(crate::bundle::MAX_PATH / 5), b"/schema.yaml".to_vec()].concat();
    let many: Vec<_> = (0..=MAX_ENTRIES).map(|n| n.to_string()).collect();
    let many: Vec<_> = many.iter().map(|name| entry(name.as_bytes(), b"", STORED)).collect();
    let folders: Vec<_> = (0..=2 * MAX_ENTRIES).map(|n| format!("{n}/")).collect();
    let folders: Vec<_> = folders.iter().map(|name| entry(name.as_bytes(), b"", STORED)).collect();
    let mut beyond = whole.clone();
    beyond[..4].copy_from_slice(b"PK\x03\x05"); // what is said to be the file is none
    let odd: [(&str, Vec<u8>); 24] = [
        ("empty", zip(&[])),
        ("folders only", zip(&[entry(b"schema/", b"", STORED)])),
        ("cut off", whole[..whole.len() - 30].to_vec()),
        ("no file where it should be", [b"PK\x03\x04", &beyond[..]].concat()),
        ("another checksum", changed(|schema| schema.crc ^= 1)),
        ("larger than it says", changed(|schema| schema.size -= 1)),
        ("smaller than it says", changed(|schema| schema.size += 1)),
        ("damaged", changed(|schema| schema.packed[0] ^= 0xff)),
        ("a bomb", zip(&[schema(), entry(b"bomb", &bomb, DEFLATED)])),
        ("a bomb that lies", {
            let mut lying = entry(b"bomb", &bomb, DEFLATED);
            lying.size = 10;
            zip(&[schema(), lying])
        }),
        ("a bomb in two", {
            let bomb = |name| entry(name, &halves, DEFLATED);
            zip(&[schema(), bomb(b"one"), bomb(b"two")])
        }),
        ("far too many files", zip(&many)),
        ("far too many folders", zip(&folders)),
        ("encrypted", changed(|schema| schema.flags |= 1)),
        ("bzip2", changed(|schema| schema.method = 12)),
        ("a link", changed(|schema| schema.mode = 0o120_777)),
        ("a pipe", changed(|schema| schema.mode = 0o010_644)),
        ("twice", zip(&[schema(), entry(b"./schema//schema.yaml", b"", STORED)])),
        ("file and folder", named(b"schema")),
        ("out of the folder", named(b"a/../../x")),
        ("absolute", named(b"/etc/passwd")),
        ("a drive", {
            let mut drive = entry(b"C:\\Windows\\win.ini", b"", STORED);
            drive.system = 0;
            zip(&[schema(), drive])
        }),
        ("not UTF-8", named(b"sch\x81ma.yaml")),
        ("too long a path", named(&long)),
    ];
    let mut report = String::new();
    for (what, bytes) in odd {
        let OpenError { message, help, .. } = open("my.zip", &bytes).expect_err(what);
        writeln!(report, "# {what}\n{message}\n  → {help}\n").unwrap();
    }
    insta::assert_snapshot!(report);
}

proptest! {
    #[test]
    fn any_bundle_opens_from_a_zip(bundle in bundle(), method in prop_oneof![Just(STORED), Just(DEFLATED)]) {
        let prefix = bundle.top_folder.as_ref().map_or(String::new(), |top| format!("{top}/"));
        let entries: Vec<_> = (bundle.files.iter())
            .map(|file| entry(format!("{prefix}{}", file.path).as_bytes(), file.bytes(), method))
            .collect();
        prop_assert_eq!(unpack("x.zip", &zip(&entries)).unwrap(), bundle);
    }

    #[test]
    fn changed_zips_never_panic(
        bundle in bundle(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20),
        cut in any::<prop::sample::Index>(),
    ) {
        let entries: Vec<_> = (bundle.files.iter())
            .map(|file| entry(file.path.as_bytes(), file.bytes(), DEFLATED))
            .collect();
        let whole = zip(&entries);
        let mut changed = whole.clone();
        for (at, byte) in changes {
            changed[at.index(whole.len())] = byte;
            let _ = open("x.zip", &changed);
        }
        let _ = open("x.zip", &whole[..cut.index(whole.len())]);
        let _ = open("x.zip", &[b"PK\x03\x04".as_slice(), &whole[4..]].concat());
    }
}

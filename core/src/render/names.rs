//! The names of variables in minijinja's machine.

/// Maximum number of variables in a template.
const COUNT: usize = 4096;
const WIDTH: usize = 4;

/// All names in one string: `v000v001…`. minijinja borrows names for as long as the compiled template lives, so they
/// are static.
static POOL: [u8; COUNT * WIDTH] = {
    let digits = *b"0123456789abcdef";
    let mut pool = [b'v'; COUNT * WIDTH];
    let mut at = 0;
    while at < COUNT {
        pool[at * WIDTH + 1] = digits[at >> 8];
        pool[at * WIDTH + 2] = digits[(at >> 4) & 15];
        pool[at * WIDTH + 3] = digits[at & 15];
        at += 1;
    }
    pool
};

/// The name of the variable with this number; `None` if there are too many.
pub(super) fn name(index: usize) -> Option<&'static str> {
    let start = index.checked_mul(WIDTH)?;
    std::str::from_utf8(POOL.get(start..start + WIDTH)?).ok()
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn every_number_has_a_name_of_its_own() {
        let names: std::collections::BTreeSet<_> = (0..4096).filter_map(name).collect();
        assert_eq!(names.len(), 4096);
        assert_eq!(name(4096), None);
    }
}

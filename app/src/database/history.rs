//! Decides which states the history keeps.

/// The minimum time between two states of the history while the user works, in milliseconds.
pub const SPACING: u64 = 2 * MINUTE;

const MINUTE: u64 = 60_000;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

/// The minimum distance between states by their age: all states of the last hour, then fewer.
const AGES: [(u64, u64); 3] = [(HOUR, 0), (DAY, HOUR), (60 * DAY, DAY)];
/// The maximum size of a workspace's history in bytes.
const MOST: u64 = 32 << 20;

/// Returns the times of the states to delete. `states` are times and sizes in bytes, the oldest first.
///
/// The newest state always stays. The others stay if they are from the last hour, the first of an hour of the
/// last day, or the first of a day of the last two months, as long as all fit into the maximum size.
pub fn dropped(states: &[(u64, u64)], now: u64) -> Vec<u64> {
    let mut dropped = vec![];
    let mut bytes = 0;
    let mut newer: Option<u64> = None;
    for &(time, size) in states.iter().rev() {
        let age = now.saturating_sub(time);
        let apart = AGES.iter().find(|(until, _)| age < *until).map(|(_, apart)| *apart);
        let is_apart = newer
            .is_none_or(|newer| apart.is_some_and(|apart| newer.saturating_sub(time) >= apart));
        if is_apart && (bytes + size <= MOST || newer.is_none()) {
            bytes += size;
            newer = Some(time);
        } else {
            dropped.push(time);
        }
    }
    dropped
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: u64 = 100 * DAY;

    fn kept(states: &[(u64, u64)]) -> Vec<u64> {
        let gone = dropped(states, NOW);
        states.iter().map(|(time, _)| *time).filter(|time| !gone.contains(time)).collect()
    }

    #[test]
    fn the_last_hour_stays_as_it_is() {
        let states: Vec<_> = (0..20).map(|n| (NOW - HOUR + (n + 1) * 2 * MINUTE, 1000)).collect();
        assert_eq!(kept(&states).len(), 20);
    }

    #[test]
    fn older_states_thin_out() {
        let states: Vec<_> = (1..=60 * 24 * 6).map(|n| (n * 10 * MINUTE + 40 * DAY, 10)).collect();
        let kept = kept(&states);
        let of_day = |day: u64| kept.iter().filter(|time| **time / DAY == day).count();
        assert_eq!(of_day(60), 1);
        assert!((20..=35).contains(&of_day(99)), "{}", of_day(99));
        assert!(kept.contains(&NOW));
    }

    #[test]
    fn the_oldest_states_are_dropped_first_and_the_newest_is_kept() {
        let states = [(NOW - 3, 20 << 20), (NOW - 2, 20 << 20), (NOW - 1, 10 << 20)];
        assert_eq!(dropped(&states, NOW), [NOW - 3]);
        assert_eq!(kept(&[(NOW - 2, 1), (NOW - 1, 100 << 20)]), [NOW - 1]);
        assert_eq!(kept(&[(1, 1)]), [1]);
        assert!(kept(&[]).is_empty());
    }
}

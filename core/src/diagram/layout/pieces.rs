//! Finds the connected components of a graph.

use crate::sort::CompactSort;
/// Returns the connected components, each sorted, the largest first; and the nodes without any edge. A node with an
/// edge to itself is a component.
pub(super) fn pieces(count: usize, ends: &[(usize, usize)]) -> (Vec<Vec<usize>>, Vec<usize>) {
    let mut above: Vec<usize> = (0..count).collect();
    for &(from, to) in ends {
        let (a, b) = (root(&mut above, from), root(&mut above, to));
        above[a.max(b)] = a.min(b);
    }
    let mut groups: Vec<Vec<usize>> = vec![vec![]; count];
    for node in 0..count {
        let root = root(&mut above, node);
        groups[root].push(node);
    }
    let (alone, mut joined): (Vec<_>, Vec<_>) =
        groups.into_iter().filter(|group| !group.is_empty()).partition(|group| {
            group.len() == 1 && ends.iter().all(|&(from, to)| from != group[0] && to != group[0])
        });
    joined.compact_sort_by_key(|group| std::cmp::Reverse(group.len()));
    (joined, alone.concat())
}

fn root(above: &mut [usize], mut node: usize) -> usize {
    while above[node] != node {
        above[node] = above[above[node]];
        node = above[node];
    }
    node
}

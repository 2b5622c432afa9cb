//! From inferred entries to instances: which are needed, their numbers, and their typed code.

use std::collections::HashMap;

use crate::Instance;
use crate::meaning::Callee;
use crate::program::InstanceId;
use crate::rewrite;
use crate::session::Session;

/// Writes an entry and everything it calls, callees first. Entries that only provisional types asked
/// for are left out.
pub(crate) fn build(cx: &mut Session<'_>, root: usize) -> (InstanceId, Vec<Instance>) {
    let order = callees_first(cx, root);
    let mut ids = HashMap::new();
    for &entry in &order {
        let key = &cx.entries[entry].key;
        let id = cx.program.new_instance(key.func, &key.args, &key.options);
        ids.insert(entry, id);
    }
    let instances = order
        .iter()
        .filter_map(|&entry| instance(cx, entry, &ids))
        .collect();
    (ids[&root], instances)
}

/// Depth-first postorder over the calls.
fn callees_first(cx: &Session<'_>, root: usize) -> Vec<usize> {
    let mut seen = vec![false; cx.entries.len()];
    let mut order = Vec::new();
    let mut stack = vec![(root, callees(cx, root), 0)];
    seen[root] = true;
    while let Some((entry, called, next)) = stack.pop() {
        let Some(&callee) = called.get(next) else {
            order.push(entry);
            continue;
        };
        stack.push((entry, called, next + 1));
        if let Callee::Entry(callee) = callee
            && !std::mem::replace(&mut seen[callee], true)
        {
            stack.push((callee, callees(cx, callee), 0));
        }
    }
    order
}

fn callees(cx: &Session<'_>, entry: usize) -> Vec<Callee> {
    match &cx.entries[entry].typing {
        Some(typing) => typing.callees(),
        None => Vec::new(),
    }
}

fn instance(cx: &Session<'_>, entry: usize, ids: &HashMap<usize, InstanceId>) -> Option<Instance> {
    let found = &cx.entries[entry];
    let typing = found.typing.as_ref()?;
    let id = ids[&entry];
    let mut callees: Vec<InstanceId> = typing
        .callees()
        .into_iter()
        .filter_map(|callee| match callee {
            Callee::Known(id) => Some(id),
            Callee::Entry(entry) => ids.get(&entry).copied(),
        })
        .collect();
    callees.dedup();
    Some(Instance {
        id,
        func: found.key.func,
        args: found.key.args.clone(),
        result: typing.result,
        function: rewrite::write_function(typing, &found.key, id, ids),
        callees,
    })
}

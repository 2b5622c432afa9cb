//! What was compiled before, and what was different then: the answer to "why was this not cached?".
//!
//! Every compilation leaves a record under its function's name and file: a hash of each thing that its
//! code depends on. The next compilation of the function compares itself with the latest record for the
//! same argument types and notes what changed.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use numjit_cache::{Entry, Key, Kind, Store};

use super::decode::Decoder;
use super::encode::Part;
use super::record::InstanceKey;
use crate::engine::FunctionEntry;
use crate::slab::Slab;

/// Records kept for one function.
const MAX_RECORDS: usize = 12;

/// Reasons told for one compilation.
const MAX_REASONS: usize = 6;

/// One compilation and the reasons for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompileRecord {
    /// Function name.
    pub function: String,
    /// Absolute path of its file.
    pub file: String,
    /// Argument types as text.
    pub args: String,
    /// When it was compiled.
    pub when: SystemTime,
    /// Why: what differs from the compilation before, one sentence each.
    pub reasons: Vec<String>,
}

/// A record as it is stored.
struct Record {
    args: String,
    /// Seconds of the Unix epoch.
    when: u64,
    reasons: Vec<String>,
    parts: Vec<Part>,
}

/// All compilations that a cache knows of, by file and function, the latest of a function first.
pub fn compile_history(store: &Store) -> Vec<CompileRecord> {
    let mut records = Vec::new();
    for (_, entry) in store.entries(Kind::History) {
        let Some((file, function, known)) = read(&entry.payload) else {
            continue;
        };
        records.extend(known.into_iter().map(|record| CompileRecord {
            function: function.clone(),
            file: file.clone(),
            args: record.args,
            when: UNIX_EPOCH + Duration::from_secs(record.when),
            reasons: record.reasons,
        }));
    }
    // The sort is stable: records of a function keep their order.
    records.sort_by(|a, b| (&a.file, &a.function).cmp(&(&b.file, &b.function)));
    records
}

/// Notes a compilation of a function that stands in a file.
pub(super) fn note(
    store: &Store,
    functions: &Slab<FunctionEntry>,
    root: &InstanceKey,
    parts: Vec<Part>,
) -> Option<()> {
    let source = &functions.get(root.func)?.source;
    let file = &*source.source.file;
    // Generated code, and programs that are in no file.
    if file.starts_with('<') {
        return None;
    }
    let file = std::path::absolute(file).ok()?;
    let file = file.to_string_lossy().into_owned();
    let key = key(&file, &source.name);
    let known = store.get(Kind::History, key);
    let known = known.and_then(|entry| read(&entry.payload));
    let mut records = known.map_or_else(Vec::new, |(_, _, records)| records);
    let args = super::list(&root.args);
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let record = Record {
        when: now.map_or(0, |now| now.as_secs()),
        reasons: reasons(&records, &args, &parts),
        args,
        parts,
    };
    records.insert(0, record);
    records.truncate(MAX_RECORDS);
    store.put(&Entry {
        kind: Kind::History,
        key,
        label: format!("{}\t{file}", source.name),
        payload: write(&file, &source.name, &records),
    });
    Some(())
}

fn key(file: &str, function: &str) -> Key {
    Key::of(format!("history\0{file}\0{function}").as_bytes())
}

/// What differs from the latest record for the same argument types.
fn reasons(records: &[Record], args: &str, parts: &[Part]) -> Vec<String> {
    let Some(before) = records.iter().find(|record| record.args == args) else {
        return vec![match records {
            [] => "it had not been compiled before".to_owned(),
            [..] => "it had not been compiled for these argument types before".to_owned(),
        }];
    };
    let mut reasons = changed(&before.parts, parts);
    if reasons.is_empty() {
        reasons = come_and_gone(&before.parts, parts);
    }
    if reasons.is_empty() {
        reasons.push("nothing changed; its entry had been removed or was damaged".to_owned());
    }
    if reasons.len() > MAX_REASONS {
        let more = reasons.len() - MAX_REASONS;
        reasons.truncate(MAX_REASONS);
        reasons.push(format!("and {more} more"));
    }
    reasons
}

/// Things that both depend on and that have other values.
fn changed(before: &[Part], now: &[Part]) -> Vec<String> {
    let pairs = now.iter().filter_map(|part| {
        let old = before.iter().find(|old| old.label == part.label)?;
        (old.hash != part.hash).then(|| sentence(old, part))
    });
    let mut reasons: Vec<String> = pairs.collect();
    reasons.dedup();
    reasons
}

fn sentence(old: &Part, new: &Part) -> String {
    let Part { label, shown, .. } = new;
    if old.shown == *shown || shown.is_empty() {
        return format!("{label} changed");
    }
    format!("{label} changed: it was {}, now it is {shown}", old.shown)
}

/// Things that only one of both depends on.
fn come_and_gone(before: &[Part], now: &[Part]) -> Vec<String> {
    let is_in = |parts: &[Part], part: &Part| parts.iter().any(|known| known.label == part.label);
    let come = now.iter().filter(|part| !is_in(before, part));
    let gone = before.iter().filter(|part| !is_in(now, part));
    let come = come.map(|part| format!("{} came into use", part.label));
    let gone = gone.map(|part| format!("{} is no longer used", part.label));
    come.chain(gone).collect()
}

fn put(out: &mut Vec<u8>, text: &str) {
    out.extend((text.len() as u64).to_le_bytes());
    out.extend(text.as_bytes());
}

fn put_count(out: &mut Vec<u8>, count: usize) {
    out.extend((count as u32).to_le_bytes());
}

fn write(file: &str, function: &str, records: &[Record]) -> Vec<u8> {
    let mut out = Vec::new();
    put(&mut out, file);
    put(&mut out, function);
    put_count(&mut out, records.len());
    for record in records {
        put(&mut out, &record.args);
        out.extend(record.when.to_le_bytes());
        put_count(&mut out, record.reasons.len());
        record
            .reasons
            .iter()
            .for_each(|reason| put(&mut out, reason));
        put_count(&mut out, record.parts.len());
        for part in &record.parts {
            put(&mut out, &part.label);
            out.extend(part.hash);
            put(&mut out, &part.shown);
        }
    }
    out
}

fn read(payload: &[u8]) -> Option<(String, String, Vec<Record>)> {
    let mut decoder = Decoder::new(payload);
    let file = decoder.text()?.to_owned();
    let function = decoder.text()?.to_owned();
    let records = decoder.list(|decoder| {
        Some(Record {
            args: decoder.text()?.to_owned(),
            when: decoder.u64()?,
            reasons: decoder.list(|decoder| decoder.text().map(str::to_owned))?,
            parts: decoder.list(read_part)?,
        })
    })?;
    Some((file, function, records))
}

fn read_part(decoder: &mut Decoder<'_>) -> Option<Part> {
    let label = decoder.text()?.to_owned();
    let mut hash = [0; 16];
    hash.copy_from_slice(decoder.take(16)?);
    Some(Part {
        label,
        hash,
        shown: decoder.text()?.to_owned(),
    })
}

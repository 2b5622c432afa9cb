//! The questions of a compilation in a form that another process can ask again.
//!
//! A set lists instances with their questions, callers first. What a question is about is named by its
//! number, so that the answers before it must have been given. Asking a set again and writing the answers
//! gives the same bytes exactly if everything that the compilation saw is the same.

use std::collections::HashMap;
use std::collections::HashSet;
use std::sync::Arc;

use numjit_infer::FuncId;

use super::decode::{Decoder, Known};
use super::encode::{Encoder, show};
use super::record::{Answer, InstanceKey, Node, Question};
use crate::engine::FunctionEntry;
use crate::session::{Resolver, ask_host};
use crate::slab::Slab;

/// One instance's questions and answers, asked again.
pub(crate) struct Replayed {
    /// The instance, where it has a name that this process understands.
    pub(crate) key: Option<InstanceKey>,
    pub(crate) asked: Vec<(Question, Answer)>,
}

/// The functions of the process.
type Functions = Slab<FunctionEntry>;

/// Writes the answers of an instance and of all it uses, and returns the set of questions and the
/// instances. None where something has no form outside of this process.
pub(crate) fn write(
    encoder: &mut Encoder<'_>,
    functions: &Functions,
    root: &InstanceKey,
    fresh: &HashMap<InstanceKey, Arc<Node>>,
) -> Option<(Vec<u8>, Vec<InstanceKey>)> {
    let mut set = Vec::new();
    let mut instances = Vec::new();
    let mut seen = HashSet::from([root.clone()]);
    let mut pending = vec![root.clone()];
    while let Some(key) = pending.pop() {
        let node = node(functions, &key, fresh)?;
        if !node.asked.is_empty() {
            write_group(encoder, functions, &key, &node, &mut set)?;
        }
        for used in node.uses.iter().rev() {
            if seen.insert(used.clone()) {
                pending.push(used.clone());
            }
        }
        instances.push(key);
    }
    encoder.portable.then_some((set, instances))
}

/// What was asked for an instance, now or before.
fn node(
    functions: &Functions,
    key: &InstanceKey,
    fresh: &HashMap<InstanceKey, Arc<Node>>,
) -> Option<Arc<Node>> {
    let node = match fresh.get(key) {
        Some(node) => node,
        None => functions.get(key.func)?.nodes.get(key)?,
    };
    node.is_current(functions).then(|| node.clone())
}

fn write_group(
    encoder: &mut Encoder<'_>,
    functions: &Functions,
    key: &InstanceKey,
    node: &Node,
    set: &mut Vec<u8>,
) -> Option<()> {
    let header = encoder.apart(|encoder| write_key(encoder, key));
    put_bytes(set, &header.unwrap_or_default());
    set.extend((node.asked.len() as u32).to_le_bytes());
    for (question, answer) in &node.asked {
        let (tag, number, name, rest) = match question {
            Question::Global(func, name) => {
                let number = encoder.names.funcs.known(*func)?;
                (0, number, name.as_str(), vec![])
            }
            Question::Attribute(space, name) => {
                let number = encoder.names.spaces.known(*space)?;
                (1, number, name.as_str(), vec![])
            }
            Question::Defaults(func) => (2, encoder.names.funcs.known(*func)?, "", vec![]),
            Question::Member(class, name) => {
                let number = encoder.names.instances.known(*class)?;
                (3, number, name.as_str(), vec![])
            }
            Question::TypeMember(ty, name) => {
                let ty = encoder.apart(|encoder| encoder.ty(*ty))?;
                (4, 0, name.as_str(), ty)
            }
            Question::Overload(overloads, given, named) => {
                let types = encoder.apart(|encoder| {
                    encoder.types(given);
                    encoder.named_types(named);
                })?;
                (5, encoder.names.overloads.known(*overloads)?, "", types)
            }
        };
        set.push(tag);
        set.extend(u32::to_le_bytes(number));
        put_bytes(set, name.as_bytes());
        put_bytes(set, &rest);
        write_answer(encoder, functions, question, answer);
    }
    Some(())
}

fn put_bytes(set: &mut Vec<u8>, bytes: &[u8]) {
    set.extend((bytes.len() as u64).to_le_bytes());
    set.extend(bytes);
}

/// Writes an instance's name.
fn write_key(encoder: &mut Encoder<'_>, key: &InstanceKey) {
    encoder.func(key.func);
    encoder.types(&key.args);
    encoder.options(&key.options);
}

fn write_answer(
    encoder: &mut Encoder<'_>,
    functions: &Functions,
    question: &Question,
    answer: &Answer,
) {
    let start = encoder.out.len();
    match answer {
        Answer::Name(None) => encoder.u8(0),
        Answer::Name(Some(binding)) => {
            encoder.u8(1);
            encoder.binding(binding);
        }
        Answer::Values(values) => {
            encoder.u8(2);
            encoder.bindings(values);
        }
    }
    encoder.part(start, || (describe(functions, question), shown(answer)));
}

/// A question in words.
fn describe(functions: &Functions, question: &Question) -> String {
    let name_of = |func: &FuncId| {
        functions
            .get(*func)
            .map_or("?", |entry| entry.source.name.as_str())
    };
    match question {
        Question::Global(func, name) => format!("global `{name}` in `{}`", name_of(func)),
        Question::Attribute(_, name) => format!("attribute `{name}` of a module"),
        Question::Defaults(func) => format!("defaults of `{}`", name_of(func)),
        Question::Member(class, name) => {
            let class = numjit_ir::classes::get(*class).name;
            format!("`{name}` of class `{class}`")
        }
        Question::TypeMember(ty, name) => format!("`{name}` of values of type {ty}"),
        Question::Overload(set, ..) => {
            let name = numjit_ir::classes::overloads(*set).name;
            format!("overload of `{name}`")
        }
    }
}

fn shown(answer: &Answer) -> String {
    match answer {
        Answer::Name(None) => "nothing of that name".to_owned(),
        Answer::Name(Some(binding)) => show(binding),
        Answer::Values(values) => {
            let shown: Vec<String> = values.iter().map(show).collect();
            format!("({})", shown.join(", "))
        }
    }
}

/// Asks a set again and writes the answers. None where a question makes no sense here: the answers before
/// it are others.
pub(crate) fn replay(
    set: &[u8],
    encoder: &mut Encoder<'_>,
    functions: &Functions,
    resolver: &mut dyn Resolver,
) -> Option<Vec<Replayed>> {
    let mut decoder = Decoder::new(set);
    let mut replayed = Vec::new();
    while !decoder.rest.is_empty() {
        let key = read_key(decoder.bytes()?, encoder, functions);
        let frozen = key.as_ref().and_then(|key| frozen(functions, key));
        let asked = decoder.list(|decoder| {
            let question = read_question(decoder, encoder, functions)?;
            let known = frozen.as_ref().and_then(|node| node.answer(&question));
            let answer = match known {
                Some(answer) => answer.clone(),
                None => ask_host(resolver, &question),
            };
            write_answer(encoder, functions, &question, &answer);
            Some((question, answer))
        })?;
        replayed.push(Replayed { key, asked });
    }
    encoder.portable.then_some(replayed)
}

/// What an instance of this process was answered when it was compiled or loaded.
pub(crate) fn frozen(functions: &Functions, key: &InstanceKey) -> Option<Arc<Node>> {
    let node = functions.get(key.func)?.nodes.get(key)?;
    node.is_current(functions).then(|| node.clone())
}

fn read_question(
    decoder: &mut Decoder<'_>,
    encoder: &Encoder<'_>,
    functions: &Functions,
) -> Option<Question> {
    let tag = decoder.u8()?;
    let number = decoder.u32()?;
    let name = decoder.text()?.to_owned();
    let mut rest = Decoder::new(decoder.bytes()?);
    let known = &mut Known {
        names: &encoder.names,
        nested: &mut |func, position| functions.get(func)?.nested.get(&position).copied(),
    };
    Some(match tag {
        0 => Question::Global(encoder.names.funcs.id(number)?, name),
        1 => Question::Attribute(encoder.names.spaces.id(number)?, name),
        2 => Question::Defaults(encoder.names.funcs.id(number)?),
        3 => Question::Member(encoder.names.instances.id(number)?, name),
        4 => Question::TypeMember(rest.ty(known)?, name),
        5 => {
            let given = rest.types(known)?;
            let named = rest.list(|rest| Some((rest.text()?.into(), rest.ty(known)?)))?;
            Question::Overload(encoder.names.overloads.id(number)?, given, named)
        }
        _ => return None,
    })
}

/// The instance of a name that [`write_key`] wrote. A nested function that this process has not met yet
/// is none.
fn read_key(bytes: &[u8], encoder: &Encoder<'_>, functions: &Functions) -> Option<InstanceKey> {
    let mut decoder = Decoder::new(bytes);
    let mut known = Known {
        names: &encoder.names,
        nested: &mut |func, position| functions.get(func)?.nested.get(&position).copied(),
    };
    Some(InstanceKey {
        func: decoder.func(&mut known)?,
        args: decoder.types(&mut known)?,
        options: decoder.options()?,
    })
}

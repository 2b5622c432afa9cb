//! Lists as indices of arrays: `a[[0, 2]]`, `a[:, rows]`. As in NumPy a list stands for the array of its elements.

use numjit_ir::{Op, Ty, Value};

use super::{binding, library_call, optional};
use crate::emit;
use crate::meaning::{Emitter, Fault, Meaning};
use crate::site::Site;

/// An index with arrays in the place of lists.
pub(super) struct Converted {
    /// Type of the index.
    pub(super) ty: Ty,
    given: Ty,
    /// Conversions by the position in the tuple that the index is; position 0 for an index that is no tuple.
    conversions: Vec<(usize, Meaning)>,
}

/// Converts the lists of an index; none if there are none.
pub(super) fn convert(site: &mut Site<'_, '_>, index: Ty) -> Result<Option<Converted>, Fault> {
    let index = optional::unwrapped(index);
    let parts = index.as_tuple().map_or_else(|| vec![index], <[Ty]>::to_vec);
    let mut types = parts.clone();
    let mut conversions = Vec::new();
    for (position, &part) in parts.iter().enumerate() {
        if part.as_list().is_none() {
            continue;
        }
        if let Some(made) = library_call::by_path(site, "nj.list_to_array", &[part])? {
            types[position] = made.result();
            conversions.push((position, made));
        }
    }
    if conversions.is_empty() {
        return Ok(None);
    }
    let ty = match index.as_tuple() {
        Some(_) => Ty::tuple(types),
        None => types[0],
    };
    Ok(Some(Converted {
        ty,
        given: index,
        conversions,
    }))
}

impl Converted {
    /// Whether the element type of a list is not known yet.
    pub(super) fn is_waiting(&self) -> bool {
        self.conversions.iter().any(|made| made.1.is_waiting())
    }

    /// The meaning of the subscript whose index is operand 1, given what it means with arrays as indices.
    pub(super) fn around(self, inner: Meaning) -> Meaning {
        let callees: Vec<_> = self
            .conversions
            .iter()
            .flat_map(|made| made.1.callees.clone())
            .collect();
        let known = inner.callees.clone();
        Meaning {
            results: inner.results.clone(),
            callees: known,
            refine: Vec::new(),
            write: Box::new(move |e, args| {
                let mut args = args.to_vec();
                args[1] = self.write(e, args[1]);
                (inner.write)(e, &args)
            }),
        }
        .calling_all(&callees)
    }

    fn write(&self, e: &mut Emitter<'_>, index: Value) -> Value {
        let Some(types) = self.given.as_tuple() else {
            return binding::write_value(e, &self.conversions[0].1, &[index]);
        };
        let mut parts: Vec<Value> = (0..types.len())
            .map(|i| emit::tuple_get(&mut e.b, index, i, types[i]))
            .collect();
        for (position, made) in &self.conversions {
            parts[*position] = binding::write_value(e, made, &[parts[*position]]);
        }
        e.op(Op::Tuple, &parts, self.ty)
    }
}

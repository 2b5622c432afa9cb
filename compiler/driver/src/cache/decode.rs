//! Reads what [`Encoder`](super::encode::Encoder) wrote. Whatever does not fit together is no entry.

use numjit_infer::FuncId;
use numjit_ir::{ErrorModel, FastMath, Options, Ty};

use super::encode::{NESTED, Names};
use super::types;

/// Deeper types are not written by any compilation.
const MAX_DEPTH: usize = 200;

/// What has numbers in this process.
pub(crate) struct Known<'a> {
    pub(crate) names: &'a Names,
    /// The function at a position in another one; none where it has no number and is to get none.
    pub(crate) nested: &'a mut dyn FnMut(FuncId, u32) -> Option<FuncId>,
}

/// Reads from the front.
pub(crate) struct Decoder<'a> {
    pub(crate) rest: &'a [u8],
    depth: usize,
}

impl<'a> Decoder<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Decoder<'a> {
        Decoder {
            rest: bytes,
            depth: 0,
        }
    }

    pub(crate) fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(taken)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.rest.split_first_chunk()?;
        self.rest = rest;
        Some(*taken)
    }

    pub(crate) fn u8(&mut self) -> Option<u8> {
        self.array().map(|[byte]| byte)
    }

    pub(crate) fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    pub(crate) fn u64(&mut self) -> Option<u64> {
        self.array().map(u64::from_le_bytes)
    }

    pub(crate) fn bytes(&mut self) -> Option<&'a [u8]> {
        let len = usize::try_from(self.u64()?).ok()?;
        self.take(len)
    }

    pub(crate) fn text(&mut self) -> Option<&'a str> {
        std::str::from_utf8(self.bytes()?).ok()
    }

    /// Reads items one by one; the count alone reserves no memory.
    pub(crate) fn list<T>(
        &mut self,
        mut item: impl FnMut(&mut Decoder<'a>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let count = self.u32()?;
        (0..count).map(|_| item(self)).collect()
    }

    pub(crate) fn options(&mut self) -> Option<Options> {
        let bits = self.u32()?;
        let flag = |bit: u32| bits >> bit & 1 == 1;
        (bits < 1 << 11).then(|| Options {
            boundscheck: flag(0),
            error_model: match flag(1) {
                true => ErrorModel::Numpy,
                false => ErrorModel::Python,
            },
            fastmath: FastMath {
                nnan: flag(2),
                ninf: flag(3),
                nsz: flag(4),
                arcp: flag(5),
                contract: flag(6),
                afn: flag(7),
                reassoc: flag(8),
            },
            nep50: flag(9),
            interruptible: flag(10),
        })
    }

    /// Reads a function's number, or its place in other ones.
    pub(crate) fn func(&mut self, known: &mut Known<'_>) -> Option<FuncId> {
        let mut positions = Vec::new();
        let mut number = self.u32()?;
        while number == NESTED {
            positions.push(self.u32()?);
            number = self.u32()?;
        }
        let mut func = known.names.funcs.id(number)?;
        while let Some(position) = positions.pop() {
            func = (known.nested)(func, position)?;
        }
        Some(func)
    }

    pub(crate) fn types(&mut self, known: &mut Known<'_>) -> Option<Vec<Ty>> {
        self.list(|decoder| decoder.ty(known))
    }

    pub(crate) fn ty(&mut self, known: &mut Known<'_>) -> Option<Ty> {
        self.depth += 1;
        let ty = match self.depth < MAX_DEPTH {
            true => types::read(self, known),
            false => None,
        };
        self.depth -= 1;
        ty.map(Ty::new)
    }
}

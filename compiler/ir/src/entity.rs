//! Handles: a `u32` newtype for each kind of thing in a function, printed with its own prefix.

macro_rules! entity {
    ($(#[$doc:meta])* $name:ident, $prefix:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub u32);

        impl $name {
            /// The position in the table this handle belongs to.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!($prefix, "{}"), self.0)
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!($prefix, "{}"), self.0)
            }
        }
    };
}

entity!(
    /// An SSA value: a block parameter or the result of an instruction.
    Value, "v"
);
entity!(
    /// A basic block.
    Block, "b"
);
entity!(
    /// An instruction.
    Inst, "i"
);
entity!(
    /// A source location together with the chain of inlined calls it stands in.
    Loc, "@"
);
entity!(
    /// Constant bytes that belong to the function.
    DataRef, "d"
);
entity!(
    /// A stack slot of the function.
    SlotRef, "s"
);

//! Element types of arrays.

macro_rules! dtypes {
    ($($name:ident = $code:literal, $size:literal, $numpy:literal, $typestr:literal;)*) => {
        /// Element type of an array, with the code that is stored in C-visible records.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum DType { $(
            #[doc = concat!("NumPy's `", $numpy, "`.")]
            $name = $code,
        )* }

        impl DType {
            /// Every dtype, in code order.
            pub const ALL: &'static [DType] = &[$(DType::$name),*];

            /// Bytes of one element.
            pub const fn size(self) -> usize {
                match self { $(DType::$name => $size),* }
            }

            /// NumPy's name, such as `float64`.
            pub const fn name(self) -> &'static str {
                match self { $(DType::$name => $numpy),* }
            }

            /// NumPy's array-interface type string without byte order, such as `f8`.
            pub const fn typestr(self) -> &'static str {
                match self { $(DType::$name => $typestr),* }
            }

            /// The dtype with this NumPy name.
            pub fn from_name(name: &str) -> Option<DType> {
                match name { $($numpy => Some(DType::$name),)* _ => None }
            }

            /// The dtype with this code.
            pub const fn from_code(code: u8) -> Option<DType> {
                match code { $($code => Some(DType::$name),)* _ => None }
            }
        }
    };
}

dtypes! {
    Bool = 0, 1, "bool", "b1";
    I8 = 1, 1, "int8", "i1";
    U8 = 2, 1, "uint8", "u1";
    I16 = 3, 2, "int16", "i2";
    U16 = 4, 2, "uint16", "u2";
    I32 = 5, 4, "int32", "i4";
    U32 = 6, 4, "uint32", "u4";
    I64 = 7, 8, "int64", "i8";
    U64 = 8, 8, "uint64", "u8";
    F32 = 9, 4, "float32", "f4";
    F64 = 10, 8, "float64", "f8";
    C64 = 11, 8, "complex64", "c8";
    C128 = 12, 16, "complex128", "c16";
}

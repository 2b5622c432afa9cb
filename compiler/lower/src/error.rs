//! Error paths: raising, and leaving the function with what is held given up.
//!
//! A test that fails branches to a cold block that records the exception and goes to an *exit*: a cold
//! block that appends the traceback frames of the location, releases what is held, and returns status
//! 1, or goes to the handlers if the instruction is guarded. Exits are shared by everything with the same
//! location and the same things held.

use numjit_abi::{ExceptionKind, Status, Symbol};
use numjit_ir::{Block, Data, Imm, IntCC, Op, Ty, Value};

use crate::cx::{Cx, Held};

impl Cx<'_> {
    /// Raises an exception with a constant message if the flag is set, and continues otherwise.
    pub(crate) fn raise_if(&mut self, flag: Value, kind: ExceptionKind, message: &str) {
        self.fail_if(flag, |cx| cx.record(kind, message));
    }

    /// Runs `record` on a cold path that leaves the function if the flag is set.
    pub(crate) fn fail_if(&mut self, flag: Value, record: impl FnOnce(&mut Self)) {
        if self.as_const(flag) == Some(0) {
            return;
        }
        let (next, _) = self.create_block(&[]);
        let from = self.block;
        let cold = self.begin_cold();
        record(self);
        let exit = self.exit();
        self.jump(exit, &[]);
        self.block = from;
        self.branch(flag, (cold, &[]), (next, &[]));
        self.begin(next);
    }

    /// Leaves the function with the exception that is already recorded if the flag is set.
    pub(crate) fn leave_if(&mut self, flag: Value) {
        let (next, _) = self.create_block(&[]);
        let exit = self.exit();
        self.branch(flag, (exit, &[]), (next, &[]));
        self.begin(next);
    }

    /// Leaves the function if a status is not zero.
    pub(crate) fn check(&mut self, status: Value) {
        let failed = self.icmp_imm(IntCC::Ne, status, i64::from(Status::Ok as i32));
        self.leave_if(failed);
    }

    /// Calls a runtime function that returns a status, and leaves the function if it failed.
    pub(crate) fn call_checked(&mut self, symbol: Symbol, args: &[Value]) {
        let status = self.call_value(symbol, args);
        self.check(status);
    }

    /// Records an exception whose only argument is a constant message.
    pub(crate) fn record(&mut self, kind: ExceptionKind, message: &str) {
        let (data, len) = self.text(message);
        let kind = self.iconst(Ty::I32, kind as i64);
        self.call_symbol(Symbol::Raise, &[self.ctx, kind, data, len]);
    }

    /// The exit for the current location and what is held.
    pub(crate) fn exit(&mut self) -> Block {
        let key = (self.loc, self.held.clone());
        if let Some(&block) = self.exits.get(&key) {
            return block;
        }
        let from = self.block;
        let block = self.begin_cold();
        self.exits.insert(key, block);
        self.append_frames();
        self.release_held();
        self.end_exit();
        self.block = from;
        block
    }

    /// Leaves the function with the recorded exception, or goes to the handlers around the instruction.
    fn end_exit(&mut self) {
        if let Some(landing) = self.landing {
            return self.jump(landing, &[]);
        }
        let status = self.iconst(Ty::I32, i64::from(Status::Raised as i32));
        self.push(Op::Ret, &[status], Imm::None, &[]);
    }

    /// Ends the current block like an exit, but without traceback entries.
    pub(crate) fn leave_silently(&mut self) {
        self.release_held();
        self.end_exit();
    }

    /// Runs something whose errors go to a block; nothing if they leave the function.
    pub(crate) fn landing_at<T>(
        &mut self,
        landing: Option<Block>,
        run: impl FnOnce(&mut Self) -> T,
    ) -> T {
        if landing.is_none() {
            return run(self);
        }
        // Exits are shared by location, and these go elsewhere.
        let exits = std::mem::take(&mut self.exits);
        self.landing = landing;
        let result = run(self);
        self.landing = None;
        self.exits = exits;
        result
    }

    fn release_held(&mut self) {
        for held in self.held.clone() {
            match held {
                Held::Owner(owner) => self.call_symbol(Symbol::Release, &[owner]),
                Held::Buffer(buffer) => self.call_symbol(Symbol::BufFree, &[buffer]),
            };
        }
    }

    fn append_frames(&mut self) {
        if self.loc.index() >= self.func.locations.all().len() {
            return;
        }
        let chain: Vec<(Data, u32)> = self
            .func
            .locations
            .chain(self.loc)
            .into_iter()
            .map(|(frame, line)| (Data::frame(frame), line - frame.source.first_line))
            .collect();
        for (record, line) in chain {
            let record = self.frame_addr(record);
            let line = self.iconst(Ty::I32, i64::from(line));
            self.call_symbol(Symbol::Frame, &[self.ctx, record, line]);
        }
    }
}

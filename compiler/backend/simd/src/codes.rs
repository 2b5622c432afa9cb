//! Machine codes of vector operations by register width.
//!
//! A row gives the codes of one operation for xmm and ymm registers in VEX encoding (AVX2) and for xmm,
//! ymm and zmm registers in EVEX encoding (AVX-512); `INVALID` where there is none. The names are those
//! of the instruction set reference; conversions are listed under the wider of their two widths.

use iced_x86::Code;

/// Codes of an operation: VEX xmm, ymm; EVEX xmm, ymm, zmm.
pub(crate) type Row = [Code; 5];

pub(crate) const ADDPD: Row = [
    Code::VEX_Vaddpd_xmm_xmm_xmmm128,
    Code::VEX_Vaddpd_ymm_ymm_ymmm256,
    Code::EVEX_Vaddpd_xmm_k1z_xmm_xmmm128b64,
    Code::EVEX_Vaddpd_ymm_k1z_ymm_ymmm256b64,
    Code::EVEX_Vaddpd_zmm_k1z_zmm_zmmm512b64_er,
];
pub(crate) const ADDPS: Row = [
    Code::VEX_Vaddps_xmm_xmm_xmmm128,
    Code::VEX_Vaddps_ymm_ymm_ymmm256,
    Code::EVEX_Vaddps_xmm_k1z_xmm_xmmm128b32,
    Code::EVEX_Vaddps_ymm_k1z_ymm_ymmm256b32,
    Code::EVEX_Vaddps_zmm_k1z_zmm_zmmm512b32_er,
];
pub(crate) const SUBPD: Row = [
    Code::VEX_Vsubpd_xmm_xmm_xmmm128,
    Code::VEX_Vsubpd_ymm_ymm_ymmm256,
    Code::EVEX_Vsubpd_xmm_k1z_xmm_xmmm128b64,
    Code::EVEX_Vsubpd_ymm_k1z_ymm_ymmm256b64,
    Code::EVEX_Vsubpd_zmm_k1z_zmm_zmmm512b64_er,
];
pub(crate) const SUBPS: Row = [
    Code::VEX_Vsubps_xmm_xmm_xmmm128,
    Code::VEX_Vsubps_ymm_ymm_ymmm256,
    Code::EVEX_Vsubps_xmm_k1z_xmm_xmmm128b32,
    Code::EVEX_Vsubps_ymm_k1z_ymm_ymmm256b32,
    Code::EVEX_Vsubps_zmm_k1z_zmm_zmmm512b32_er,
];
pub(crate) const MULPD: Row = [
    Code::VEX_Vmulpd_xmm_xmm_xmmm128,
    Code::VEX_Vmulpd_ymm_ymm_ymmm256,
    Code::EVEX_Vmulpd_xmm_k1z_xmm_xmmm128b64,
    Code::EVEX_Vmulpd_ymm_k1z_ymm_ymmm256b64,
    Code::EVEX_Vmulpd_zmm_k1z_zmm_zmmm512b64_er,
];
pub(crate) const MULPS: Row = [
    Code::VEX_Vmulps_xmm_xmm_xmmm128,
    Code::VEX_Vmulps_ymm_ymm_ymmm256,
    Code::EVEX_Vmulps_xmm_k1z_xmm_xmmm128b32,
    Code::EVEX_Vmulps_ymm_k1z_ymm_ymmm256b32,
    Code::EVEX_Vmulps_zmm_k1z_zmm_zmmm512b32_er,
];
pub(crate) const DIVPD: Row = [
    Code::VEX_Vdivpd_xmm_xmm_xmmm128,
    Code::VEX_Vdivpd_ymm_ymm_ymmm256,
    Code::EVEX_Vdivpd_xmm_k1z_xmm_xmmm128b64,
    Code::EVEX_Vdivpd_ymm_k1z_ymm_ymmm256b64,
    Code::EVEX_Vdivpd_zmm_k1z_zmm_zmmm512b64_er,
];
pub(crate) const DIVPS: Row = [
    Code::VEX_Vdivps_xmm_xmm_xmmm128,
    Code::VEX_Vdivps_ymm_ymm_ymmm256,
    Code::EVEX_Vdivps_xmm_k1z_xmm_xmmm128b32,
    Code::EVEX_Vdivps_ymm_k1z_ymm_ymmm256b32,
    Code::EVEX_Vdivps_zmm_k1z_zmm_zmmm512b32_er,
];
pub(crate) const MINPD: Row = [
    Code::VEX_Vminpd_xmm_xmm_xmmm128,
    Code::VEX_Vminpd_ymm_ymm_ymmm256,
    Code::EVEX_Vminpd_xmm_k1z_xmm_xmmm128b64,
    Code::EVEX_Vminpd_ymm_k1z_ymm_ymmm256b64,
    Code::EVEX_Vminpd_zmm_k1z_zmm_zmmm512b64_sae,
];
pub(crate) const MINPS: Row = [
    Code::VEX_Vminps_xmm_xmm_xmmm128,
    Code::VEX_Vminps_ymm_ymm_ymmm256,
    Code::EVEX_Vminps_xmm_k1z_xmm_xmmm128b32,
    Code::EVEX_Vminps_ymm_k1z_ymm_ymmm256b32,
    Code::EVEX_Vminps_zmm_k1z_zmm_zmmm512b32_sae,
];
pub(crate) const MAXPD: Row = [
    Code::VEX_Vmaxpd_xmm_xmm_xmmm128,
    Code::VEX_Vmaxpd_ymm_ymm_ymmm256,
    Code::EVEX_Vmaxpd_xmm_k1z_xmm_xmmm128b64,
    Code::EVEX_Vmaxpd_ymm_k1z_ymm_ymmm256b64,
    Code::EVEX_Vmaxpd_zmm_k1z_zmm_zmmm512b64_sae,
];
pub(crate) const MAXPS: Row = [
    Code::VEX_Vmaxps_xmm_xmm_xmmm128,
    Code::VEX_Vmaxps_ymm_ymm_ymmm256,
    Code::EVEX_Vmaxps_xmm_k1z_xmm_xmmm128b32,
    Code::EVEX_Vmaxps_ymm_k1z_ymm_ymmm256b32,
    Code::EVEX_Vmaxps_zmm_k1z_zmm_zmmm512b32_sae,
];
pub(crate) const SQRTPD: Row = [
    Code::VEX_Vsqrtpd_xmm_xmmm128,
    Code::VEX_Vsqrtpd_ymm_ymmm256,
    Code::EVEX_Vsqrtpd_xmm_k1z_xmmm128b64,
    Code::EVEX_Vsqrtpd_ymm_k1z_ymmm256b64,
    Code::EVEX_Vsqrtpd_zmm_k1z_zmmm512b64_er,
];
pub(crate) const FMADD213PD: Row = [
    Code::VEX_Vfmadd213pd_xmm_xmm_xmmm128,
    Code::VEX_Vfmadd213pd_ymm_ymm_ymmm256,
    Code::EVEX_Vfmadd213pd_xmm_k1z_xmm_xmmm128b64,
    Code::EVEX_Vfmadd213pd_ymm_k1z_ymm_ymmm256b64,
    Code::EVEX_Vfmadd213pd_zmm_k1z_zmm_zmmm512b64_er,
];
pub(crate) const ROUNDPD: Row = [
    Code::VEX_Vroundpd_xmm_xmmm128_imm8,
    Code::VEX_Vroundpd_ymm_ymmm256_imm8,
    Code::EVEX_Vrndscalepd_xmm_k1z_xmmm128b64_imm8,
    Code::EVEX_Vrndscalepd_ymm_k1z_ymmm256b64_imm8,
    Code::EVEX_Vrndscalepd_zmm_k1z_zmmm512b64_imm8_sae,
];
pub(crate) const CMPPD: Row = [
    Code::VEX_Vcmppd_xmm_xmm_xmmm128_imm8,
    Code::VEX_Vcmppd_ymm_ymm_ymmm256_imm8,
    Code::INVALID,
    Code::INVALID,
    Code::INVALID,
];
pub(crate) const KCMPPD: Row = [
    Code::INVALID,
    Code::INVALID,
    Code::EVEX_Vcmppd_kr_k1_xmm_xmmm128b64_imm8,
    Code::EVEX_Vcmppd_kr_k1_ymm_ymmm256b64_imm8,
    Code::EVEX_Vcmppd_kr_k1_zmm_zmmm512b64_imm8_sae,
];
pub(crate) const BLENDVPD: Row = [
    Code::VEX_Vblendvpd_xmm_xmm_xmmm128_xmm,
    Code::VEX_Vblendvpd_ymm_ymm_ymmm256_ymm,
    Code::INVALID,
    Code::INVALID,
    Code::INVALID,
];
pub(crate) const BLENDMPD: Row = [
    Code::INVALID,
    Code::INVALID,
    Code::EVEX_Vblendmpd_xmm_k1z_xmm_xmmm128b64,
    Code::EVEX_Vblendmpd_ymm_k1z_ymm_ymmm256b64,
    Code::EVEX_Vblendmpd_zmm_k1z_zmm_zmmm512b64,
];
pub(crate) const SQRTPS: Row = [
    Code::VEX_Vsqrtps_xmm_xmmm128,
    Code::VEX_Vsqrtps_ymm_ymmm256,
    Code::EVEX_Vsqrtps_xmm_k1z_xmmm128b32,
    Code::EVEX_Vsqrtps_ymm_k1z_ymmm256b32,
    Code::EVEX_Vsqrtps_zmm_k1z_zmmm512b32_er,
];
pub(crate) const FMADD213PS: Row = [
    Code::VEX_Vfmadd213ps_xmm_xmm_xmmm128,
    Code::VEX_Vfmadd213ps_ymm_ymm_ymmm256,
    Code::EVEX_Vfmadd213ps_xmm_k1z_xmm_xmmm128b32,
    Code::EVEX_Vfmadd213ps_ymm_k1z_ymm_ymmm256b32,
    Code::EVEX_Vfmadd213ps_zmm_k1z_zmm_zmmm512b32_er,
];
pub(crate) const ROUNDPS: Row = [
    Code::VEX_Vroundps_xmm_xmmm128_imm8,
    Code::VEX_Vroundps_ymm_ymmm256_imm8,
    Code::EVEX_Vrndscaleps_xmm_k1z_xmmm128b32_imm8,
    Code::EVEX_Vrndscaleps_ymm_k1z_ymmm256b32_imm8,
    Code::EVEX_Vrndscaleps_zmm_k1z_zmmm512b32_imm8_sae,
];
pub(crate) const CMPPS: Row = [
    Code::VEX_Vcmpps_xmm_xmm_xmmm128_imm8,
    Code::VEX_Vcmpps_ymm_ymm_ymmm256_imm8,
    Code::INVALID,
    Code::INVALID,
    Code::INVALID,
];
pub(crate) const KCMPPS: Row = [
    Code::INVALID,
    Code::INVALID,
    Code::EVEX_Vcmpps_kr_k1_xmm_xmmm128b32_imm8,
    Code::EVEX_Vcmpps_kr_k1_ymm_ymmm256b32_imm8,
    Code::EVEX_Vcmpps_kr_k1_zmm_zmmm512b32_imm8_sae,
];
pub(crate) const BLENDVPS: Row = [
    Code::VEX_Vblendvps_xmm_xmm_xmmm128_xmm,
    Code::VEX_Vblendvps_ymm_ymm_ymmm256_ymm,
    Code::INVALID,
    Code::INVALID,
    Code::INVALID,
];
pub(crate) const BLENDMPS: Row = [
    Code::INVALID,
    Code::INVALID,
    Code::EVEX_Vblendmps_xmm_k1z_xmm_xmmm128b32,
    Code::EVEX_Vblendmps_ymm_k1z_ymm_ymmm256b32,
    Code::EVEX_Vblendmps_zmm_k1z_zmm_zmmm512b32,
];
pub(crate) const PADDB: Row = [
    Code::VEX_Vpaddb_xmm_xmm_xmmm128,
    Code::VEX_Vpaddb_ymm_ymm_ymmm256,
    Code::EVEX_Vpaddb_xmm_k1z_xmm_xmmm128,
    Code::EVEX_Vpaddb_ymm_k1z_ymm_ymmm256,
    Code::EVEX_Vpaddb_zmm_k1z_zmm_zmmm512,
];
pub(crate) const PADDW: Row = [
    Code::VEX_Vpaddw_xmm_xmm_xmmm128,
    Code::VEX_Vpaddw_ymm_ymm_ymmm256,
    Code::EVEX_Vpaddw_xmm_k1z_xmm_xmmm128,
    Code::EVEX_Vpaddw_ymm_k1z_ymm_ymmm256,
    Code::EVEX_Vpaddw_zmm_k1z_zmm_zmmm512,
];
pub(crate) const PADDD: Row = [
    Code::VEX_Vpaddd_xmm_xmm_xmmm128,
    Code::VEX_Vpaddd_ymm_ymm_ymmm256,
    Code::EVEX_Vpaddd_xmm_k1z_xmm_xmmm128b32,
    Code::EVEX_Vpaddd_ymm_k1z_ymm_ymmm256b32,
    Code::EVEX_Vpaddd_zmm_k1z_zmm_zmmm512b32,
];
pub(crate) const PADDQ: Row = [
    Code::VEX_Vpaddq_xmm_xmm_xmmm128,
    Code::VEX_Vpaddq_ymm_ymm_ymmm256,
    Code::EVEX_Vpaddq_xmm_k1z_xmm_xmmm128b64,
    Code::EVEX_Vpaddq_ymm_k1z_ymm_ymmm256b64,
    Code::EVEX_Vpaddq_zmm_k1z_zmm_zmmm512b64,
];
pub(crate) const PSUBB: Row = [
    Code::VEX_Vpsubb_xmm_xmm_xmmm128,
    Code::VEX_Vpsubb_ymm_ymm_ymmm256,
    Code::EVEX_Vpsubb_xmm_k1z_xmm_xmmm128,
    Code::EVEX_Vpsubb_ymm_k1z_ymm_ymmm256,
    Code::EVEX_Vpsubb_zmm_k1z_zmm_zmmm512,
];
pub(crate) const PSUBW: Row = [
    Code::VEX_Vpsubw_xmm_xmm_xmmm128,
    Code::VEX_Vpsubw_ymm_ymm_ymmm256,
    Code::EVEX_Vpsubw_xmm_k1z_xmm_xmmm128,
    Code::EVEX_Vpsubw_ymm_k1z_ymm_ymmm256,
    Code::EVEX_Vpsubw_zmm_k1z_zmm_zmmm512,
];
pub(crate) const PSUBD: Row = [
    Code::VEX_Vpsubd_xmm_xmm_xmmm128,
    Code::VEX_Vpsubd_ymm_ymm_ymmm256,
    Code::EVEX_Vpsubd_xmm_k1z_xmm_xmmm128b32,
    Code::EVEX_Vpsubd_ymm_k1z_ymm_ymmm256b32,
    Code::EVEX_Vpsubd_zmm_k1z_zmm_zmmm512b32,
];
pub(crate) const PSUBQ: Row = [
    Code::VEX_Vpsubq_xmm_xmm_xmmm128,
    Code::VEX_Vpsubq_ymm_ymm_ymmm256,
    Code::EVEX_Vpsubq_xmm_k1z_xmm_xmmm128b64,
    Code::EVEX_Vpsubq_ymm_k1z_ymm_ymmm256b64,
    Code::EVEX_Vpsubq_zmm_k1z_zmm_zmmm512b64,
];
pub(crate) const PMULLW: Row = [
    Code::VEX_Vpmullw_xmm_xmm_xmmm128,
    Code::VEX_Vpmullw_ymm_ymm_ymmm256,
    Code::EVEX_Vpmullw_xmm_k1z_xmm_xmmm128,
    Code::EVEX_Vpmullw_ymm_k1z_ymm_ymmm256,
    Code::EVEX_Vpmullw_zmm_k1z_zmm_zmmm512,
];
pub(crate) const PMULLD: Row = [
    Code::VEX_Vpmulld_xmm_xmm_xmmm128,
    Code::VEX_Vpmulld_ymm_ymm_ymmm256,
    Code::EVEX_Vpmulld_xmm_k1z_xmm_xmmm128b32,
    Code::EVEX_Vpmulld_ymm_k1z_ymm_ymmm256b32,
    Code::EVEX_Vpmulld_zmm_k1z_zmm_zmmm512b32,
];
pub(crate) const PMULLQ: Row = [
    Code::INVALID,
    Code::INVALID,
    Code::EVEX_Vpmullq_xmm_k1z_xmm_xmmm128b64,
    Code::EVEX_Vpmullq_ymm_k1z_ymm_ymmm256b64,
    Code::EVEX_Vpmullq_zmm_k1z_zmm_zmmm512b64,
];
pub(crate) const PMULUDQ: Row = [
    Code::VEX_Vpmuludq_xmm_xmm_xmmm128,
    Code::VEX_Vpmuludq_ymm_ymm_ymmm256,
    Code::EVEX_Vpmuludq_xmm_k1z_xmm_xmmm128b64,
    Code::EVEX_Vpmuludq_ymm_k1z_ymm_ymmm256b64,
    Code::EVEX_Vpmuludq_zmm_k1z_zmm_zmmm512b64,
];
pub(crate) const PAND: Row = [
    Code::VEX_Vpand_xmm_xmm_xmmm128,
    Code::VEX_Vpand_ymm_ymm_ymmm256,
    Code::EVEX_Vpandq_xmm_k1z_xmm_xmmm128b64,
    Code::EVEX_Vpandq_ymm_k1z_ymm_ymmm256b64,
    Code::EVEX_Vpandq_zmm_k1z_zmm_zmmm512b64,
];
pub(crate) const POR: Row = [
    Code::VEX_Vpor_xmm_xmm_xmmm128,
    Code::VEX_Vpor_ymm_ymm_ymmm256,
    Code::EVEX_Vporq_xmm_k1z_xmm_xmmm128b64,
    Code::EVEX_Vporq_ymm_k1z_ymm_ymmm256b64,
    Code::EVEX_Vporq_zmm_k1z_zmm_zmmm512b64,
];
pub(crate) const PXOR: Row = [
    Code::VEX_Vpxor_xmm_xmm_xmmm128,
    Code::VEX_Vpxor_ymm_ymm_ymmm256,
    Code::EVEX_Vpxorq_xmm_k1z_xmm_xmmm128b64,
    Code::EVEX_Vpxorq_ymm_k1z_ymm_ymmm256b64,
    Code::EVEX_Vpxorq_zmm_k1z_zmm_zmmm512b64,
];
pub(crate) const PANDN: Row = [
    Code::VEX_Vpandn_xmm_xmm_xmmm128,
    Code::VEX_Vpandn_ymm_ymm_ymmm256,
    Code::EVEX_Vpandnq_xmm_k1z_xmm_xmmm128b64,
    Code::EVEX_Vpandnq_ymm_k1z_ymm_ymmm256b64,
    Code::EVEX_Vpandnq_zmm_k1z_zmm_zmmm512b64,
];
pub(crate) const PMAXSB: Row = [
    Code::VEX_Vpmaxsb_xmm_xmm_xmmm128,
    Code::VEX_Vpmaxsb_ymm_ymm_ymmm256,
    Code::EVEX_Vpmaxsb_xmm_k1z_xmm_xmmm128,
    Code::EVEX_Vpmaxsb_ymm_k1z_ymm_ymmm256,
    Code::EVEX_Vpmaxsb_zmm_k1z_zmm_zmmm512,
];
pub(crate) const PMAXSW: Row = [
    Code::VEX_Vpmaxsw_xmm_xmm_xmmm128,
    Code::VEX_Vpmaxsw_ymm_ymm_ymmm256,
    Code::EVEX_Vpmaxsw_xmm_k1z_xmm_xmmm128,
    Code::EVEX_Vpmaxsw_ymm_k1z_ymm_ymmm256,
    Code::EVEX_Vpmaxsw_zmm_k1z_zmm_zmmm512,
];
pub(crate) const PMAXSD: Row = [
    Code::VEX_Vpmaxsd_xmm_xmm_xmmm128,
    Code::VEX_Vpmaxsd_ymm_ymm_ymmm256,
    Code::EVEX_Vpmaxsd_xmm_k1z_xmm_xmmm128b32,
    Code::EVEX_Vpmaxsd_ymm_k1z_ymm_ymmm256b32,
    Code::EVEX_Vpmaxsd_zmm_k1z_zmm_zmmm512b32,
];
pub(crate) const PMAXSQ: Row = [
    Code::INVALID,
    Code::INVALID,
    Code::EVEX_Vpmaxsq_xmm_k1z_xmm_xmmm128b64,
    Code::EVEX_Vpmaxsq_ymm_k1z_ymm_ymmm256b64,
    Code::EVEX_Vpmaxsq_zmm_k1z_zmm_zmmm512b64,
];
pub(crate) const PMINSB: Row = [
    Code::VEX_Vpminsb_xmm_xmm_xmmm128,
    Code::VEX_Vpminsb_ymm_ymm_ymmm256,
    Code::EVEX_Vpminsb_xmm_k1z_xmm_xmmm128,
    Code::EVEX_Vpminsb_ymm_k1z_ymm_ymmm256,
    Code::EVEX_Vpminsb_zmm_k1z_zmm_zmmm512,
];
pub(crate) const PMINSW: Row = [
    Code::VEX_Vpminsw_xmm_xmm_xmmm128,
    Code::VEX_Vpminsw_ymm_ymm_ymmm256,
    Code::EVEX_Vpminsw_xmm_k1z_xmm_xmmm128,
    Code::EVEX_Vpminsw_ymm_k1z_ymm_ymmm256,
    Code::EVEX_Vpminsw_zmm_k1z_zmm_zmmm512,
];
pub(crate) const PMINSD: Row = [
    Code::VEX_Vpminsd_xmm_xmm_xmmm128,
    Code::VEX_Vpminsd_ymm_ymm_ymmm256,
    Code::EVEX_Vpminsd_xmm_k1z_xmm_xmmm128b32,
    Code::EVEX_Vpminsd_ymm_k1z_ymm_ymmm256b32,
    Code::EVEX_Vpminsd_zmm_k1z_zmm_zmmm512b32,
];
pub(crate) const PMINSQ: Row = [
    Code::INVALID,
    Code::INVALID,
    Code::EVEX_Vpminsq_xmm_k1z_xmm_xmmm128b64,
    Code::EVEX_Vpminsq_ymm_k1z_ymm_ymmm256b64,
    Code::EVEX_Vpminsq_zmm_k1z_zmm_zmmm512b64,
];
pub(crate) const PSLLVW: Row = [
    Code::INVALID,
    Code::INVALID,
    Code::EVEX_Vpsllvw_xmm_k1z_xmm_xmmm128,
    Code::EVEX_Vpsllvw_ymm_k1z_ymm_ymmm256,
    Code::EVEX_Vpsllvw_zmm_k1z_zmm_zmmm512,
];
pub(crate) const PSRLVW: Row = [
    Code::INVALID,
    Code::INVALID,
    Code::EVEX_Vpsrlvw_xmm_k1z_xmm_xmmm128,
    Code::EVEX_Vpsrlvw_ymm_k1z_ymm_ymmm256,
    Code::EVEX_Vpsrlvw_zmm_k1z_zmm_zmmm512,
];
pub(crate) const PSRAVW: Row = [
    Code::INVALID,
    Code::INVALID,
    Code::EVEX_Vpsravw_xmm_k1z_xmm_xmmm128,
    Code::EVEX_Vpsravw_ymm_k1z_ymm_ymmm256,
    Code::EVEX_Vpsravw_zmm_k1z_zmm_zmmm512,
];
pub(crate) const PSLLW_IMM: Row = [
    Code::VEX_Vpsllw_xmm_xmm_imm8,
    Code::VEX_Vpsllw_ymm_ymm_imm8,
    Code::EVEX_Vpsllw_xmm_k1z_xmmm128_imm8,
    Code::EVEX_Vpsllw_ymm_k1z_ymmm256_imm8,
    Code::EVEX_Vpsllw_zmm_k1z_zmmm512_imm8,
];
pub(crate) const PSRLW_IMM: Row = [
    Code::VEX_Vpsrlw_xmm_xmm_imm8,
    Code::VEX_Vpsrlw_ymm_ymm_imm8,
    Code::EVEX_Vpsrlw_xmm_k1z_xmmm128_imm8,
    Code::EVEX_Vpsrlw_ymm_k1z_ymmm256_imm8,
    Code::EVEX_Vpsrlw_zmm_k1z_zmmm512_imm8,
];
pub(crate) const PSRAW_IMM: Row = [
    Code::VEX_Vpsraw_xmm_xmm_imm8,
    Code::VEX_Vpsraw_ymm_ymm_imm8,
    Code::EVEX_Vpsraw_xmm_k1z_xmmm128_imm8,
    Code::EVEX_Vpsraw_ymm_k1z_ymmm256_imm8,
    Code::EVEX_Vpsraw_zmm_k1z_zmmm512_imm8,
];
pub(crate) const PSLLVD: Row = [
    Code::VEX_Vpsllvd_xmm_xmm_xmmm128,
    Code::VEX_Vpsllvd_ymm_ymm_ymmm256,
    Code::EVEX_Vpsllvd_xmm_k1z_xmm_xmmm128b32,
    Code::EVEX_Vpsllvd_ymm_k1z_ymm_ymmm256b32,
    Code::EVEX_Vpsllvd_zmm_k1z_zmm_zmmm512b32,
];
pub(crate) const PSRLVD: Row = [
    Code::VEX_Vpsrlvd_xmm_xmm_xmmm128,
    Code::VEX_Vpsrlvd_ymm_ymm_ymmm256,
    Code::EVEX_Vpsrlvd_xmm_k1z_xmm_xmmm128b32,
    Code::EVEX_Vpsrlvd_ymm_k1z_ymm_ymmm256b32,
    Code::EVEX_Vpsrlvd_zmm_k1z_zmm_zmmm512b32,
];
pub(crate) const PSRAVD: Row = [
    Code::VEX_Vpsravd_xmm_xmm_xmmm128,
    Code::VEX_Vpsravd_ymm_ymm_ymmm256,
    Code::EVEX_Vpsravd_xmm_k1z_xmm_xmmm128b32,
    Code::EVEX_Vpsravd_ymm_k1z_ymm_ymmm256b32,
    Code::EVEX_Vpsravd_zmm_k1z_zmm_zmmm512b32,
];
pub(crate) const PSLLD_IMM: Row = [
    Code::VEX_Vpslld_xmm_xmm_imm8,
    Code::VEX_Vpslld_ymm_ymm_imm8,
    Code::EVEX_Vpslld_xmm_k1z_xmmm128b32_imm8,
    Code::EVEX_Vpslld_ymm_k1z_ymmm256b32_imm8,
    Code::EVEX_Vpslld_zmm_k1z_zmmm512b32_imm8,
];
pub(crate) const PSRLD_IMM: Row = [
    Code::VEX_Vpsrld_xmm_xmm_imm8,
    Code::VEX_Vpsrld_ymm_ymm_imm8,
    Code::EVEX_Vpsrld_xmm_k1z_xmmm128b32_imm8,
    Code::EVEX_Vpsrld_ymm_k1z_ymmm256b32_imm8,
    Code::EVEX_Vpsrld_zmm_k1z_zmmm512b32_imm8,
];
pub(crate) const PSRAD_IMM: Row = [
    Code::VEX_Vpsrad_xmm_xmm_imm8,
    Code::VEX_Vpsrad_ymm_ymm_imm8,
    Code::EVEX_Vpsrad_xmm_k1z_xmmm128b32_imm8,
    Code::EVEX_Vpsrad_ymm_k1z_ymmm256b32_imm8,
    Code::EVEX_Vpsrad_zmm_k1z_zmmm512b32_imm8,
];
pub(crate) const PSLLVQ: Row = [
    Code::VEX_Vpsllvq_xmm_xmm_xmmm128,
    Code::VEX_Vpsllvq_ymm_ymm_ymmm256,
    Code::EVEX_Vpsllvq_xmm_k1z_xmm_xmmm128b64,
    Code::EVEX_Vpsllvq_ymm_k1z_ymm_ymmm256b64,
    Code::EVEX_Vpsllvq_zmm_k1z_zmm_zmmm512b64,
];
pub(crate) const PSRLVQ: Row = [
    Code::VEX_Vpsrlvq_xmm_xmm_xmmm128,
    Code::VEX_Vpsrlvq_ymm_ymm_ymmm256,
    Code::EVEX_Vpsrlvq_xmm_k1z_xmm_xmmm128b64,
    Code::EVEX_Vpsrlvq_ymm_k1z_ymm_ymmm256b64,
    Code::EVEX_Vpsrlvq_zmm_k1z_zmm_zmmm512b64,
];
pub(crate) const PSRAVQ: Row = [
    Code::INVALID,
    Code::INVALID,
    Code::EVEX_Vpsravq_xmm_k1z_xmm_xmmm128b64,
    Code::EVEX_Vpsravq_ymm_k1z_ymm_ymmm256b64,
    Code::EVEX_Vpsravq_zmm_k1z_zmm_zmmm512b64,
];
pub(crate) const PSLLQ_IMM: Row = [
    Code::VEX_Vpsllq_xmm_xmm_imm8,
    Code::VEX_Vpsllq_ymm_ymm_imm8,
    Code::EVEX_Vpsllq_xmm_k1z_xmmm128b64_imm8,
    Code::EVEX_Vpsllq_ymm_k1z_ymmm256b64_imm8,
    Code::EVEX_Vpsllq_zmm_k1z_zmmm512b64_imm8,
];
pub(crate) const PSRLQ_IMM: Row = [
    Code::VEX_Vpsrlq_xmm_xmm_imm8,
    Code::VEX_Vpsrlq_ymm_ymm_imm8,
    Code::EVEX_Vpsrlq_xmm_k1z_xmmm128b64_imm8,
    Code::EVEX_Vpsrlq_ymm_k1z_ymmm256b64_imm8,
    Code::EVEX_Vpsrlq_zmm_k1z_zmmm512b64_imm8,
];
pub(crate) const PSRAQ_IMM: Row = [
    Code::INVALID,
    Code::INVALID,
    Code::EVEX_Vpsraq_xmm_k1z_xmmm128b64_imm8,
    Code::EVEX_Vpsraq_ymm_k1z_ymmm256b64_imm8,
    Code::EVEX_Vpsraq_zmm_k1z_zmmm512b64_imm8,
];
pub(crate) const PCMPEQB: Row = [
    Code::VEX_Vpcmpeqb_xmm_xmm_xmmm128,
    Code::VEX_Vpcmpeqb_ymm_ymm_ymmm256,
    Code::INVALID,
    Code::INVALID,
    Code::INVALID,
];
pub(crate) const PCMPGTB: Row = [
    Code::VEX_Vpcmpgtb_xmm_xmm_xmmm128,
    Code::VEX_Vpcmpgtb_ymm_ymm_ymmm256,
    Code::INVALID,
    Code::INVALID,
    Code::INVALID,
];
pub(crate) const KPCMPB: Row = [
    Code::INVALID,
    Code::INVALID,
    Code::EVEX_Vpcmpb_kr_k1_xmm_xmmm128_imm8,
    Code::EVEX_Vpcmpb_kr_k1_ymm_ymmm256_imm8,
    Code::EVEX_Vpcmpb_kr_k1_zmm_zmmm512_imm8,
];
pub(crate) const KPCMPUB: Row = [
    Code::INVALID,
    Code::INVALID,
    Code::EVEX_Vpcmpub_kr_k1_xmm_xmmm128_imm8,
    Code::EVEX_Vpcmpub_kr_k1_ymm_ymmm256_imm8,
    Code::EVEX_Vpcmpub_kr_k1_zmm_zmmm512_imm8,
];
pub(crate) const PBLENDMB: Row = [
    Code::INVALID,
    Code::INVALID,
    Code::EVEX_Vpblendmb_xmm_k1z_xmm_xmmm128,
    Code::EVEX_Vpblendmb_ymm_k1z_ymm_ymmm256,
    Code::EVEX_Vpblendmb_zmm_k1z_zmm_zmmm512,
];
pub(crate) const PCMPEQW: Row = [
    Code::VEX_Vpcmpeqw_xmm_xmm_xmmm128,
    Code::VEX_Vpcmpeqw_ymm_ymm_ymmm256,
    Code::INVALID,
    Code::INVALID,
    Code::INVALID,
];
pub(crate) const PCMPGTW: Row = [
    Code::VEX_Vpcmpgtw_xmm_xmm_xmmm128,
    Code::VEX_Vpcmpgtw_ymm_ymm_ymmm256,
    Code::INVALID,
    Code::INVALID,
    Code::INVALID,
];
pub(crate) const KPCMPW: Row = [
    Code::INVALID,
    Code::INVALID,
    Code::EVEX_Vpcmpw_kr_k1_xmm_xmmm128_imm8,
    Code::EVEX_Vpcmpw_kr_k1_ymm_ymmm256_imm8,
    Code::EVEX_Vpcmpw_kr_k1_zmm_zmmm512_imm8,
];
pub(crate) const KPCMPUW: Row = [
    Code::INVALID,
    Code::INVALID,
    Code::EVEX_Vpcmpuw_kr_k1_xmm_xmmm128_imm8,
    Code::EVEX_Vpcmpuw_kr_k1_ymm_ymmm256_imm8,
    Code::EVEX_Vpcmpuw_kr_k1_zmm_zmmm512_imm8,
];
pub(crate) const PBLENDMW: Row = [
    Code::INVALID,
    Code::INVALID,
    Code::EVEX_Vpblendmw_xmm_k1z_xmm_xmmm128,
    Code::EVEX_Vpblendmw_ymm_k1z_ymm_ymmm256,
    Code::EVEX_Vpblendmw_zmm_k1z_zmm_zmmm512,
];
pub(crate) const PCMPEQD: Row = [
    Code::VEX_Vpcmpeqd_xmm_xmm_xmmm128,
    Code::VEX_Vpcmpeqd_ymm_ymm_ymmm256,
    Code::INVALID,
    Code::INVALID,
    Code::INVALID,
];
pub(crate) const PCMPGTD: Row = [
    Code::VEX_Vpcmpgtd_xmm_xmm_xmmm128,
    Code::VEX_Vpcmpgtd_ymm_ymm_ymmm256,
    Code::INVALID,
    Code::INVALID,
    Code::INVALID,
];
pub(crate) const KPCMPD: Row = [
    Code::INVALID,
    Code::INVALID,
    Code::EVEX_Vpcmpd_kr_k1_xmm_xmmm128b32_imm8,
    Code::EVEX_Vpcmpd_kr_k1_ymm_ymmm256b32_imm8,
    Code::EVEX_Vpcmpd_kr_k1_zmm_zmmm512b32_imm8,
];
pub(crate) const KPCMPUD: Row = [
    Code::INVALID,
    Code::INVALID,
    Code::EVEX_Vpcmpud_kr_k1_xmm_xmmm128b32_imm8,
    Code::EVEX_Vpcmpud_kr_k1_ymm_ymmm256b32_imm8,
    Code::EVEX_Vpcmpud_kr_k1_zmm_zmmm512b32_imm8,
];
pub(crate) const PBLENDMD: Row = [
    Code::INVALID,
    Code::INVALID,
    Code::EVEX_Vpblendmd_xmm_k1z_xmm_xmmm128b32,
    Code::EVEX_Vpblendmd_ymm_k1z_ymm_ymmm256b32,
    Code::EVEX_Vpblendmd_zmm_k1z_zmm_zmmm512b32,
];
pub(crate) const PCMPEQQ: Row = [
    Code::VEX_Vpcmpeqq_xmm_xmm_xmmm128,
    Code::VEX_Vpcmpeqq_ymm_ymm_ymmm256,
    Code::INVALID,
    Code::INVALID,
    Code::INVALID,
];
pub(crate) const PCMPGTQ: Row = [
    Code::VEX_Vpcmpgtq_xmm_xmm_xmmm128,
    Code::VEX_Vpcmpgtq_ymm_ymm_ymmm256,
    Code::INVALID,
    Code::INVALID,
    Code::INVALID,
];
pub(crate) const KPCMPQ: Row = [
    Code::INVALID,
    Code::INVALID,
    Code::EVEX_Vpcmpq_kr_k1_xmm_xmmm128b64_imm8,
    Code::EVEX_Vpcmpq_kr_k1_ymm_ymmm256b64_imm8,
    Code::EVEX_Vpcmpq_kr_k1_zmm_zmmm512b64_imm8,
];
pub(crate) const KPCMPUQ: Row = [
    Code::INVALID,
    Code::INVALID,
    Code::EVEX_Vpcmpuq_kr_k1_xmm_xmmm128b64_imm8,
    Code::EVEX_Vpcmpuq_kr_k1_ymm_ymmm256b64_imm8,
    Code::EVEX_Vpcmpuq_kr_k1_zmm_zmmm512b64_imm8,
];
pub(crate) const PBLENDMQ: Row = [
    Code::INVALID,
    Code::INVALID,
    Code::EVEX_Vpblendmq_xmm_k1z_xmm_xmmm128b64,
    Code::EVEX_Vpblendmq_ymm_k1z_ymm_ymmm256b64,
    Code::EVEX_Vpblendmq_zmm_k1z_zmm_zmmm512b64,
];
pub(crate) const PBLENDVB: Row = [
    Code::VEX_Vpblendvb_xmm_xmm_xmmm128_xmm,
    Code::VEX_Vpblendvb_ymm_ymm_ymmm256_ymm,
    Code::INVALID,
    Code::INVALID,
    Code::INVALID,
];
pub(crate) const PMOVSXBW: Row = [
    Code::VEX_Vpmovsxbw_xmm_xmmm64,
    Code::VEX_Vpmovsxbw_ymm_xmmm128,
    Code::EVEX_Vpmovsxbw_xmm_k1z_xmmm64,
    Code::EVEX_Vpmovsxbw_ymm_k1z_xmmm128,
    Code::EVEX_Vpmovsxbw_zmm_k1z_ymmm256,
];
pub(crate) const PMOVSXBD: Row = [
    Code::VEX_Vpmovsxbd_xmm_xmmm32,
    Code::VEX_Vpmovsxbd_ymm_xmmm64,
    Code::EVEX_Vpmovsxbd_xmm_k1z_xmmm32,
    Code::EVEX_Vpmovsxbd_ymm_k1z_xmmm64,
    Code::EVEX_Vpmovsxbd_zmm_k1z_xmmm128,
];
pub(crate) const PMOVSXBQ: Row = [
    Code::VEX_Vpmovsxbq_xmm_xmmm16,
    Code::VEX_Vpmovsxbq_ymm_xmmm32,
    Code::EVEX_Vpmovsxbq_xmm_k1z_xmmm16,
    Code::EVEX_Vpmovsxbq_ymm_k1z_xmmm32,
    Code::EVEX_Vpmovsxbq_zmm_k1z_xmmm64,
];
pub(crate) const PMOVSXWD: Row = [
    Code::VEX_Vpmovsxwd_xmm_xmmm64,
    Code::VEX_Vpmovsxwd_ymm_xmmm128,
    Code::EVEX_Vpmovsxwd_xmm_k1z_xmmm64,
    Code::EVEX_Vpmovsxwd_ymm_k1z_xmmm128,
    Code::EVEX_Vpmovsxwd_zmm_k1z_ymmm256,
];
pub(crate) const PMOVSXWQ: Row = [
    Code::VEX_Vpmovsxwq_xmm_xmmm32,
    Code::VEX_Vpmovsxwq_ymm_xmmm64,
    Code::EVEX_Vpmovsxwq_xmm_k1z_xmmm32,
    Code::EVEX_Vpmovsxwq_ymm_k1z_xmmm64,
    Code::EVEX_Vpmovsxwq_zmm_k1z_xmmm128,
];
pub(crate) const PMOVSXDQ: Row = [
    Code::VEX_Vpmovsxdq_xmm_xmmm64,
    Code::VEX_Vpmovsxdq_ymm_xmmm128,
    Code::EVEX_Vpmovsxdq_xmm_k1z_xmmm64,
    Code::EVEX_Vpmovsxdq_ymm_k1z_xmmm128,
    Code::EVEX_Vpmovsxdq_zmm_k1z_ymmm256,
];
pub(crate) const PMOVZXBW: Row = [
    Code::VEX_Vpmovzxbw_xmm_xmmm64,
    Code::VEX_Vpmovzxbw_ymm_xmmm128,
    Code::EVEX_Vpmovzxbw_xmm_k1z_xmmm64,
    Code::EVEX_Vpmovzxbw_ymm_k1z_xmmm128,
    Code::EVEX_Vpmovzxbw_zmm_k1z_ymmm256,
];
pub(crate) const PMOVZXBD: Row = [
    Code::VEX_Vpmovzxbd_xmm_xmmm32,
    Code::VEX_Vpmovzxbd_ymm_xmmm64,
    Code::EVEX_Vpmovzxbd_xmm_k1z_xmmm32,
    Code::EVEX_Vpmovzxbd_ymm_k1z_xmmm64,
    Code::EVEX_Vpmovzxbd_zmm_k1z_xmmm128,
];
pub(crate) const PMOVZXBQ: Row = [
    Code::VEX_Vpmovzxbq_xmm_xmmm16,
    Code::VEX_Vpmovzxbq_ymm_xmmm32,
    Code::EVEX_Vpmovzxbq_xmm_k1z_xmmm16,
    Code::EVEX_Vpmovzxbq_ymm_k1z_xmmm32,
    Code::EVEX_Vpmovzxbq_zmm_k1z_xmmm64,
];
pub(crate) const PMOVZXWD: Row = [
    Code::VEX_Vpmovzxwd_xmm_xmmm64,
    Code::VEX_Vpmovzxwd_ymm_xmmm128,
    Code::EVEX_Vpmovzxwd_xmm_k1z_xmmm64,
    Code::EVEX_Vpmovzxwd_ymm_k1z_xmmm128,
    Code::EVEX_Vpmovzxwd_zmm_k1z_ymmm256,
];
pub(crate) const PMOVZXWQ: Row = [
    Code::VEX_Vpmovzxwq_xmm_xmmm32,
    Code::VEX_Vpmovzxwq_ymm_xmmm64,
    Code::EVEX_Vpmovzxwq_xmm_k1z_xmmm32,
    Code::EVEX_Vpmovzxwq_ymm_k1z_xmmm64,
    Code::EVEX_Vpmovzxwq_zmm_k1z_xmmm128,
];
pub(crate) const PMOVZXDQ: Row = [
    Code::VEX_Vpmovzxdq_xmm_xmmm64,
    Code::VEX_Vpmovzxdq_ymm_xmmm128,
    Code::EVEX_Vpmovzxdq_xmm_k1z_xmmm64,
    Code::EVEX_Vpmovzxdq_ymm_k1z_xmmm128,
    Code::EVEX_Vpmovzxdq_zmm_k1z_ymmm256,
];
pub(crate) const PMOVQD: Row = [
    Code::INVALID,
    Code::INVALID,
    Code::EVEX_Vpmovqd_xmmm64_k1z_xmm,
    Code::EVEX_Vpmovqd_xmmm128_k1z_ymm,
    Code::EVEX_Vpmovqd_ymmm256_k1z_zmm,
];
pub(crate) const PMOVQW: Row = [
    Code::INVALID,
    Code::INVALID,
    Code::EVEX_Vpmovqw_xmmm32_k1z_xmm,
    Code::EVEX_Vpmovqw_xmmm64_k1z_ymm,
    Code::EVEX_Vpmovqw_xmmm128_k1z_zmm,
];
pub(crate) const PMOVQB: Row = [
    Code::INVALID,
    Code::INVALID,
    Code::EVEX_Vpmovqb_xmmm16_k1z_xmm,
    Code::EVEX_Vpmovqb_xmmm32_k1z_ymm,
    Code::EVEX_Vpmovqb_xmmm64_k1z_zmm,
];
pub(crate) const PMOVDW: Row = [
    Code::INVALID,
    Code::INVALID,
    Code::EVEX_Vpmovdw_xmmm64_k1z_xmm,
    Code::EVEX_Vpmovdw_xmmm128_k1z_ymm,
    Code::EVEX_Vpmovdw_ymmm256_k1z_zmm,
];
pub(crate) const PMOVDB: Row = [
    Code::INVALID,
    Code::INVALID,
    Code::EVEX_Vpmovdb_xmmm32_k1z_xmm,
    Code::EVEX_Vpmovdb_xmmm64_k1z_ymm,
    Code::EVEX_Vpmovdb_xmmm128_k1z_zmm,
];
pub(crate) const PMOVWB: Row = [
    Code::INVALID,
    Code::INVALID,
    Code::EVEX_Vpmovwb_xmmm64_k1z_xmm,
    Code::EVEX_Vpmovwb_xmmm128_k1z_ymm,
    Code::EVEX_Vpmovwb_ymmm256_k1z_zmm,
];
pub(crate) const CVTDQ2PD: Row = [
    Code::VEX_Vcvtdq2pd_xmm_xmmm64,
    Code::VEX_Vcvtdq2pd_ymm_xmmm128,
    Code::EVEX_Vcvtdq2pd_xmm_k1z_xmmm64b32,
    Code::EVEX_Vcvtdq2pd_ymm_k1z_xmmm128b32,
    Code::EVEX_Vcvtdq2pd_zmm_k1z_ymmm256b32_er,
];
pub(crate) const CVTPS2PD: Row = [
    Code::VEX_Vcvtps2pd_xmm_xmmm64,
    Code::VEX_Vcvtps2pd_ymm_xmmm128,
    Code::EVEX_Vcvtps2pd_xmm_k1z_xmmm64b32,
    Code::EVEX_Vcvtps2pd_ymm_k1z_xmmm128b32,
    Code::EVEX_Vcvtps2pd_zmm_k1z_ymmm256b32_sae,
];
pub(crate) const CVTUDQ2PD: Row = [
    Code::INVALID,
    Code::INVALID,
    Code::EVEX_Vcvtudq2pd_xmm_k1z_xmmm64b32,
    Code::EVEX_Vcvtudq2pd_ymm_k1z_xmmm128b32,
    Code::EVEX_Vcvtudq2pd_zmm_k1z_ymmm256b32_er,
];
pub(crate) const CVTTPD2DQ: Row = [
    Code::VEX_Vcvttpd2dq_xmm_xmmm128,
    Code::VEX_Vcvttpd2dq_xmm_ymmm256,
    Code::EVEX_Vcvttpd2dq_xmm_k1z_xmmm128b64,
    Code::EVEX_Vcvttpd2dq_xmm_k1z_ymmm256b64,
    Code::EVEX_Vcvttpd2dq_ymm_k1z_zmmm512b64_sae,
];
pub(crate) const CVTPD2PS: Row = [
    Code::VEX_Vcvtpd2ps_xmm_xmmm128,
    Code::VEX_Vcvtpd2ps_xmm_ymmm256,
    Code::EVEX_Vcvtpd2ps_xmm_k1z_xmmm128b64,
    Code::EVEX_Vcvtpd2ps_xmm_k1z_ymmm256b64,
    Code::EVEX_Vcvtpd2ps_ymm_k1z_zmmm512b64_er,
];
pub(crate) const CVTQQ2PS: Row = [
    Code::INVALID,
    Code::INVALID,
    Code::EVEX_Vcvtqq2ps_xmm_k1z_xmmm128b64,
    Code::EVEX_Vcvtqq2ps_xmm_k1z_ymmm256b64,
    Code::EVEX_Vcvtqq2ps_ymm_k1z_zmmm512b64_er,
];
pub(crate) const CVTUQQ2PS: Row = [
    Code::INVALID,
    Code::INVALID,
    Code::EVEX_Vcvtuqq2ps_xmm_k1z_xmmm128b64,
    Code::EVEX_Vcvtuqq2ps_xmm_k1z_ymmm256b64,
    Code::EVEX_Vcvtuqq2ps_ymm_k1z_zmmm512b64_er,
];
pub(crate) const CVTDQ2PS: Row = [
    Code::VEX_Vcvtdq2ps_xmm_xmmm128,
    Code::VEX_Vcvtdq2ps_ymm_ymmm256,
    Code::EVEX_Vcvtdq2ps_xmm_k1z_xmmm128b32,
    Code::EVEX_Vcvtdq2ps_ymm_k1z_ymmm256b32,
    Code::EVEX_Vcvtdq2ps_zmm_k1z_zmmm512b32_er,
];
pub(crate) const CVTTPS2DQ: Row = [
    Code::VEX_Vcvttps2dq_xmm_xmmm128,
    Code::VEX_Vcvttps2dq_ymm_ymmm256,
    Code::EVEX_Vcvttps2dq_xmm_k1z_xmmm128b32,
    Code::EVEX_Vcvttps2dq_ymm_k1z_ymmm256b32,
    Code::EVEX_Vcvttps2dq_zmm_k1z_zmmm512b32_sae,
];
pub(crate) const CVTQQ2PD: Row = [
    Code::INVALID,
    Code::INVALID,
    Code::EVEX_Vcvtqq2pd_xmm_k1z_xmmm128b64,
    Code::EVEX_Vcvtqq2pd_ymm_k1z_ymmm256b64,
    Code::EVEX_Vcvtqq2pd_zmm_k1z_zmmm512b64_er,
];
pub(crate) const CVTTPD2QQ: Row = [
    Code::INVALID,
    Code::INVALID,
    Code::EVEX_Vcvttpd2qq_xmm_k1z_xmmm128b64,
    Code::EVEX_Vcvttpd2qq_ymm_k1z_ymmm256b64,
    Code::EVEX_Vcvttpd2qq_zmm_k1z_zmmm512b64_sae,
];
pub(crate) const CVTUQQ2PD: Row = [
    Code::INVALID,
    Code::INVALID,
    Code::EVEX_Vcvtuqq2pd_xmm_k1z_xmmm128b64,
    Code::EVEX_Vcvtuqq2pd_ymm_k1z_ymmm256b64,
    Code::EVEX_Vcvtuqq2pd_zmm_k1z_zmmm512b64_er,
];
pub(crate) const CVTUDQ2PS: Row = [
    Code::INVALID,
    Code::INVALID,
    Code::EVEX_Vcvtudq2ps_xmm_k1z_xmmm128b32,
    Code::EVEX_Vcvtudq2ps_ymm_k1z_ymmm256b32,
    Code::EVEX_Vcvtudq2ps_zmm_k1z_zmmm512b32_er,
];
pub(crate) const CVTTPS2QQ: Row = [
    Code::INVALID,
    Code::INVALID,
    Code::EVEX_Vcvttps2qq_xmm_k1z_xmmm64b32,
    Code::EVEX_Vcvttps2qq_ymm_k1z_xmmm128b32,
    Code::EVEX_Vcvttps2qq_zmm_k1z_ymmm256b32_sae,
];
pub(crate) const LOAD: Row = [
    Code::VEX_Vmovups_xmm_xmmm128,
    Code::VEX_Vmovups_ymm_ymmm256,
    Code::EVEX_Vmovups_xmm_k1z_xmmm128,
    Code::EVEX_Vmovups_ymm_k1z_ymmm256,
    Code::EVEX_Vmovups_zmm_k1z_zmmm512,
];
pub(crate) const STORE: Row = [
    Code::VEX_Vmovups_xmmm128_xmm,
    Code::VEX_Vmovups_ymmm256_ymm,
    Code::EVEX_Vmovups_xmmm128_k1z_xmm,
    Code::EVEX_Vmovups_ymmm256_k1z_ymm,
    Code::EVEX_Vmovups_zmmm512_k1z_zmm,
];
pub(crate) const MASKED_LOADB: Row = [
    Code::INVALID,
    Code::INVALID,
    Code::EVEX_Vmovdqu8_xmm_k1z_xmmm128,
    Code::EVEX_Vmovdqu8_ymm_k1z_ymmm256,
    Code::EVEX_Vmovdqu8_zmm_k1z_zmmm512,
];
pub(crate) const MASKED_STOREB: Row = [
    Code::INVALID,
    Code::INVALID,
    Code::EVEX_Vmovdqu8_xmmm128_k1z_xmm,
    Code::EVEX_Vmovdqu8_ymmm256_k1z_ymm,
    Code::EVEX_Vmovdqu8_zmmm512_k1z_zmm,
];
pub(crate) const MASKED_LOADW: Row = [
    Code::INVALID,
    Code::INVALID,
    Code::EVEX_Vmovdqu16_xmm_k1z_xmmm128,
    Code::EVEX_Vmovdqu16_ymm_k1z_ymmm256,
    Code::EVEX_Vmovdqu16_zmm_k1z_zmmm512,
];
pub(crate) const MASKED_STOREW: Row = [
    Code::INVALID,
    Code::INVALID,
    Code::EVEX_Vmovdqu16_xmmm128_k1z_xmm,
    Code::EVEX_Vmovdqu16_ymmm256_k1z_ymm,
    Code::EVEX_Vmovdqu16_zmmm512_k1z_zmm,
];
pub(crate) const MASKED_LOADD: Row = [
    Code::INVALID,
    Code::INVALID,
    Code::EVEX_Vmovdqu32_xmm_k1z_xmmm128,
    Code::EVEX_Vmovdqu32_ymm_k1z_ymmm256,
    Code::EVEX_Vmovdqu32_zmm_k1z_zmmm512,
];
pub(crate) const MASKED_STORED: Row = [
    Code::INVALID,
    Code::INVALID,
    Code::EVEX_Vmovdqu32_xmmm128_k1z_xmm,
    Code::EVEX_Vmovdqu32_ymmm256_k1z_ymm,
    Code::EVEX_Vmovdqu32_zmmm512_k1z_zmm,
];
pub(crate) const MASKED_LOADQ: Row = [
    Code::INVALID,
    Code::INVALID,
    Code::EVEX_Vmovdqu64_xmm_k1z_xmmm128,
    Code::EVEX_Vmovdqu64_ymm_k1z_ymmm256,
    Code::EVEX_Vmovdqu64_zmm_k1z_zmmm512,
];
pub(crate) const MASKED_STOREQ: Row = [
    Code::INVALID,
    Code::INVALID,
    Code::EVEX_Vmovdqu64_xmmm128_k1z_xmm,
    Code::EVEX_Vmovdqu64_ymmm256_k1z_ymm,
    Code::EVEX_Vmovdqu64_zmmm512_k1z_zmm,
];
pub(crate) const MASKMOV_LOADD: Row = [
    Code::VEX_Vpmaskmovd_xmm_xmm_m128,
    Code::VEX_Vpmaskmovd_ymm_ymm_m256,
    Code::INVALID,
    Code::INVALID,
    Code::INVALID,
];
pub(crate) const MASKMOV_STORED: Row = [
    Code::VEX_Vpmaskmovd_m128_xmm_xmm,
    Code::VEX_Vpmaskmovd_m256_ymm_ymm,
    Code::INVALID,
    Code::INVALID,
    Code::INVALID,
];
pub(crate) const MASKMOV_LOADQ: Row = [
    Code::VEX_Vpmaskmovq_xmm_xmm_m128,
    Code::VEX_Vpmaskmovq_ymm_ymm_m256,
    Code::INVALID,
    Code::INVALID,
    Code::INVALID,
];
pub(crate) const MASKMOV_STOREQ: Row = [
    Code::VEX_Vpmaskmovq_m128_xmm_xmm,
    Code::VEX_Vpmaskmovq_m256_ymm_ymm,
    Code::INVALID,
    Code::INVALID,
    Code::INVALID,
];
pub(crate) const PSRLDQ: Row = [
    Code::VEX_Vpsrldq_xmm_xmm_imm8,
    Code::VEX_Vpsrldq_ymm_ymm_imm8,
    Code::EVEX_Vpsrldq_xmm_xmmm128_imm8,
    Code::EVEX_Vpsrldq_ymm_ymmm256_imm8,
    Code::EVEX_Vpsrldq_zmm_zmmm512_imm8,
];
pub(crate) const PBROADCASTB: Row = [
    Code::VEX_Vpbroadcastb_xmm_xmmm8,
    Code::VEX_Vpbroadcastb_ymm_xmmm8,
    Code::EVEX_Vpbroadcastb_xmm_k1z_xmmm8,
    Code::EVEX_Vpbroadcastb_ymm_k1z_xmmm8,
    Code::EVEX_Vpbroadcastb_zmm_k1z_xmmm8,
];
pub(crate) const PBROADCASTW: Row = [
    Code::VEX_Vpbroadcastw_xmm_xmmm16,
    Code::VEX_Vpbroadcastw_ymm_xmmm16,
    Code::EVEX_Vpbroadcastw_xmm_k1z_xmmm16,
    Code::EVEX_Vpbroadcastw_ymm_k1z_xmmm16,
    Code::EVEX_Vpbroadcastw_zmm_k1z_xmmm16,
];
pub(crate) const PBROADCASTD: Row = [
    Code::VEX_Vpbroadcastd_xmm_xmmm32,
    Code::VEX_Vpbroadcastd_ymm_xmmm32,
    Code::EVEX_Vpbroadcastd_xmm_k1z_xmmm32,
    Code::EVEX_Vpbroadcastd_ymm_k1z_xmmm32,
    Code::EVEX_Vpbroadcastd_zmm_k1z_xmmm32,
];
pub(crate) const PBROADCASTQ: Row = [
    Code::VEX_Vpbroadcastq_xmm_xmmm64,
    Code::VEX_Vpbroadcastq_ymm_xmmm64,
    Code::EVEX_Vpbroadcastq_xmm_k1z_xmmm64,
    Code::EVEX_Vpbroadcastq_ymm_k1z_xmmm64,
    Code::EVEX_Vpbroadcastq_zmm_k1z_xmmm64,
];
pub(crate) const PBROADCASTB_GPR: Row = [
    Code::INVALID,
    Code::INVALID,
    Code::EVEX_Vpbroadcastb_xmm_k1z_r32,
    Code::EVEX_Vpbroadcastb_ymm_k1z_r32,
    Code::EVEX_Vpbroadcastb_zmm_k1z_r32,
];
pub(crate) const PBROADCASTW_GPR: Row = [
    Code::INVALID,
    Code::INVALID,
    Code::EVEX_Vpbroadcastw_xmm_k1z_r32,
    Code::EVEX_Vpbroadcastw_ymm_k1z_r32,
    Code::EVEX_Vpbroadcastw_zmm_k1z_r32,
];
pub(crate) const PBROADCASTD_GPR: Row = [
    Code::INVALID,
    Code::INVALID,
    Code::EVEX_Vpbroadcastd_xmm_k1z_r32,
    Code::EVEX_Vpbroadcastd_ymm_k1z_r32,
    Code::EVEX_Vpbroadcastd_zmm_k1z_r32,
];
pub(crate) const PBROADCASTQ_GPR: Row = [
    Code::INVALID,
    Code::INVALID,
    Code::EVEX_Vpbroadcastq_xmm_k1z_r64,
    Code::EVEX_Vpbroadcastq_ymm_k1z_r64,
    Code::EVEX_Vpbroadcastq_zmm_k1z_r64,
];
pub(crate) const GATHERDQ: Row = [
    Code::VEX_Vpgatherdq_xmm_vm32x_xmm,
    Code::VEX_Vpgatherdq_ymm_vm32x_ymm,
    Code::EVEX_Vpgatherdq_xmm_k1_vm32x,
    Code::EVEX_Vpgatherdq_ymm_k1_vm32x,
    Code::EVEX_Vpgatherdq_zmm_k1_vm32y,
];
pub(crate) const GATHERDD: Row = [
    Code::VEX_Vpgatherdd_xmm_vm32x_xmm,
    Code::VEX_Vpgatherdd_ymm_vm32y_ymm,
    Code::EVEX_Vpgatherdd_xmm_k1_vm32x,
    Code::EVEX_Vpgatherdd_ymm_k1_vm32y,
    Code::EVEX_Vpgatherdd_zmm_k1_vm32z,
];
pub(crate) const GATHERQQ: Row = [
    Code::VEX_Vpgatherqq_xmm_vm64x_xmm,
    Code::VEX_Vpgatherqq_ymm_vm64y_ymm,
    Code::EVEX_Vpgatherqq_xmm_k1_vm64x,
    Code::EVEX_Vpgatherqq_ymm_k1_vm64y,
    Code::EVEX_Vpgatherqq_zmm_k1_vm64z,
];

pub(crate) const SCATTERDQ: Row = [
    Code::INVALID,
    Code::INVALID,
    Code::EVEX_Vpscatterdq_vm32x_k1_xmm,
    Code::EVEX_Vpscatterdq_vm32x_k1_ymm,
    Code::EVEX_Vpscatterdq_vm32y_k1_zmm,
];
pub(crate) const SCATTERDD: Row = [
    Code::INVALID,
    Code::INVALID,
    Code::EVEX_Vpscatterdd_vm32x_k1_xmm,
    Code::EVEX_Vpscatterdd_vm32y_k1_ymm,
    Code::EVEX_Vpscatterdd_vm32z_k1_zmm,
];
pub(crate) const SCATTERQQ: Row = [
    Code::INVALID,
    Code::INVALID,
    Code::EVEX_Vpscatterqq_vm64x_k1_xmm,
    Code::EVEX_Vpscatterqq_vm64y_k1_ymm,
    Code::EVEX_Vpscatterqq_vm64z_k1_zmm,
];
pub(crate) const PERMT2PD: Row = [
    Code::INVALID,
    Code::INVALID,
    Code::INVALID,
    Code::EVEX_Vpermt2pd_ymm_k1z_ymm_ymmm256b64,
    Code::EVEX_Vpermt2pd_zmm_k1z_zmm_zmmm512b64,
];
pub(crate) const PERMT2PS: Row = [
    Code::INVALID,
    Code::INVALID,
    Code::INVALID,
    Code::EVEX_Vpermt2ps_ymm_k1z_ymm_ymmm256b32,
    Code::EVEX_Vpermt2ps_zmm_k1z_zmm_zmmm512b32,
];

/// Listed under the width of the indices.
pub(crate) const GATHERQD: Row = [
    Code::VEX_Vpgatherqd_xmm_vm64x_xmm,
    Code::VEX_Vpgatherqd_xmm_vm64y_xmm,
    Code::EVEX_Vpgatherqd_xmm_k1_vm64x,
    Code::EVEX_Vpgatherqd_xmm_k1_vm64y,
    Code::EVEX_Vpgatherqd_ymm_k1_vm64z,
];

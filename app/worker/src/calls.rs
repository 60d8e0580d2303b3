//! The requests to the engine.
//!
//! Each is a struct with its reply, [`Call`], and the function that answers it, [`Answer`]. A new request needs
//! these two and a line in the list below.

mod analysis;
mod bundles;
mod questions;
mod transfer;

use cyclotron_core::Analyzer;
use serde::{Deserialize, Serialize};

pub use self::analysis::{Analyze, Analyzed, Change, OuterConfiguration, Shown};
pub use self::bundles::{
    CompareBundles, CompareSample, Convert, MakeSample, NewBundles, NewInstance, PrepareBundle,
    PreviewStarter,
};
pub use self::questions::{
    Assist, DrawResources, DrawWorkspace, Help, Ignore, RenderedLines, TraceLine,
};
pub use self::transfer::{
    MakeLink, Open, PackBundle, PackWorkspace, Packed, ReadLink, RenderSample, Source,
};
use crate::{Call, encode_reply};

/// A request that the engine's worker answers.
pub trait Answer: Call {
    /// The reply, for the open bundles, which are the workspace of `analyzer`.
    fn answer(self, analyzer: &mut Analyzer) -> Self::Reply;
}

macro_rules! requests {
    ($($call:ident => $reply:ty,)*) => {
        /// A request to the engine.
        #[derive(Clone, Debug, Serialize, Deserialize)]
        #[expect(missing_docs, reason = "each variant is the struct of the same name")]
        pub enum Request {
            $($call($call),)*
        }

        impl Request {
            /// The encoded reply, for the open bundles, which are the workspace of `analyzer`.
            pub fn answer(self, analyzer: &mut Analyzer) -> Vec<u8> {
                match self {
                    $(Self::$call(call) => encode_reply::<$call>(&call.answer(analyzer)),)*
                }
            }
        }

        $(
            impl From<$call> for Request {
                fn from(call: $call) -> Self {
                    Self::$call(call)
                }
            }

            impl Call for $call {
                type Request = Request;
                type Reply = $reply;
            }
        )*
    };
}

// The benchmark finds an analysis by its place, the first.
requests! {
    Analyze => Analyzed,
    Assist => cyclotron_core::assist::Answer,
    TraceLine => Option<cyclotron_core::Trace>,
    RenderedLines => Vec<(usize, usize)>,
    DrawWorkspace => cyclotron_core::diagram::Diagram,
    DrawResources => cyclotron_core::diagram::Diagram,
    Ignore => Option<cyclotron_core::text::Edit>,
    Help => Vec<cyclotron_core::explain::HelpPage>,
    Open => Result<cyclotron_core::archive::Opened, cyclotron_core::archive::OpenError>,
    ReadLink => Result<cyclotron_core::Bundle, cyclotron_core::archive::OpenError>,
    MakeLink => String,
    PackBundle => Packed,
    PackWorkspace => Packed,
    RenderSample => Vec<cyclotron_core::Rendering>,
    NewBundles => Vec<cyclotron_core::Bundle>,
    PreviewStarter => cyclotron_core::starters::Preview,
    PrepareBundle => cyclotron_core::Bundle,
    MakeSample => String,
    NewInstance => cyclotron_core::Value,
    Convert => Option<cyclotron_core::Conversion>,
    CompareBundles => cyclotron_core::compare::BundleDifference,
    CompareSample => cyclotron_core::compare::SampleDifference,
}

public import Syntax

/// A value as a user sees it; the engine itself computes with handles.
public typealias Value = Literal

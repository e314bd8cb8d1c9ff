import CKernels

/// What computes matrix products on this machine, for the record of a run.
public enum MatrixKernel {
  /// `libxsmm` with the instruction set that it found, or `portable`.
  public static let name: String = {
    guard let target = descent_product_target() else { return "portable" }
    return "libxsmm (" + String(cString: target) + ")"
  }()
}

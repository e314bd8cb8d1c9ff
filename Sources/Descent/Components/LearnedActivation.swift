/// An element-wise activation whose coefficients are trained with the weights.
///
///     struct PReLU: LearnedActivation {
///       static let name = "prelu"
///       enum Coefficient: Int, CaseIterable { case slope }
///       func initialValue(of coefficient: Coefficient) -> Double { 0.25 }
///       func callAsFunction<T: Scalar>(_ x: T, _ coefficients: Coefficients<T, Coefficient>) -> T {
///         x > 0 ? x : coefficients[.slope] * x
///       }
///     }
///
/// The rule holds no state: each layer has coefficients of its own, as parameters of the network. The
/// derivatives by the input and by each coefficient come from the formula, evaluated on dual numbers.
/// Penalties leave coefficients alone, as they do biases.
public protocol LearnedActivation: RowActivation {
  /// The numbers that are learned, by name, with raw values from 0 on.
  ///
  /// A case's name is what graphs and files of weights call it: `layers.0.activation.slope`.
  associatedtype Coefficient: RawRepresentable<Int> & CaseIterable

  /// The value from which a coefficient is trained.
  func initialValue(of coefficient: Coefficient) -> Double

  /// The function's value at `x`.
  func callAsFunction<T: Scalar>(_ x: T, _ coefficients: Coefficients<T, Coefficient>) -> T

  /// Whether the units of a layer have their coefficients in common, as they do by default, rather than
  /// each unit its own.
  var sharesCoefficients: Bool { get }

  /// The loop that training runs. Compiled from the formula by default; there is rarely a reason to
  /// write one.
  func learnedKernel(for type: Float.Type) -> LearnedActivationKernel<Float>
  func learnedKernel(for type: Double.Type) -> LearnedActivationKernel<Double>
}

/// The coefficients of one number's activation.
public struct Coefficients<T: Scalar, Name: RawRepresentable<Int>> {
  @usableFromInline let base: UnsafePointer<T.Base>
  @usableFromInline let stride: Int
  @usableFromInline let variable: Int?

  /// - Parameters:
  ///   - base: The first coefficient.
  ///   - stride: The distance between two coefficients.
  ///   - variable: The coefficient by which derivatives are taken, if any.
  @inlinable @inline(__always)
  init(_ base: UnsafePointer<T.Base>, stride: Int, variable: Int? = nil) {
    self.base = base
    self.stride = stride
    self.variable = variable
  }

  @inlinable @inline(__always)
  public subscript(name: Name) -> T {
    T(base[name.rawValue * stride], tangent: name.rawValue == variable ? 1 : 0)
  }
}

/// The loop of an activation with learned coefficients over a layer's buffer of `count` numbers.
public struct LearnedActivationKernel<T: RealScalar>: Sendable {
  public typealias Body =
    @Sendable (
      _ z: UnsafePointer<T>, _ coefficients: UnsafePointer<T>, _ y: UnsafeMutablePointer<T>,
      _ slopes: UnsafeMutablePointer<T>?, _ count: Int
    ) -> Void

  /// y ← f(z; c), and where `slopes` is given, f′(z) and behind it ∂f/∂c for each coefficient c.
  ///
  /// `coefficients` holds a block of `count` numbers for each coefficient: one beside each of z.
  /// `slopes` has room for one block more.
  public let run: Body

  public init(run: @escaping Body) { self.run = run }
}

/// A row of numbers that a layer has besides its weights and biases: what its activation or its
/// normalisation learns, or a running statistic.
public struct LearnedCoefficient: Hashable, Sendable {
  /// Its name within the activation, or within the layer: `activation.slope`, `normalization.weight`.
  public var name: String
  public var initialValue: Double
  /// The numbers that the layer has of it: 1, or one for each unit.
  public var count: Int

  public init(name: String, initialValue: Double, count: Int) {
    self.name = name
    self.initialValue = initialValue
    self.count = count
  }
}

extension LearnedActivation {
  /// What a layer of `units` units learns, in the order of the cases.
  ///
  /// - Precondition: The raw values of ``Coefficient`` are 0, 1, ….
  public func coefficients(units: Int) -> [LearnedCoefficient] {
    let cases = Array(Coefficient.allCases)
    guard cases.map(\.rawValue) == Array(cases.indices) else {
      fatalError(
        "the coefficients of '\(Self.name)' are numbered \(cases.map(\.rawValue)), not from 0 on")
    }
    return cases.map { coefficient in
      LearnedCoefficient(
        name: "\(coefficient)", initialValue: initialValue(of: coefficient),
        count: sharesCoefficients ? 1 : units)
    }
  }
}

// MARK: - Defaults

extension LearnedActivation {
  public var sharesCoefficients: Bool { true }

  @inlinable
  public func learnedKernel(for type: Float.Type) -> LearnedActivationKernel<Float> {
    elementwiseKernel()
  }
  @inlinable
  public func learnedKernel(for type: Double.Type) -> LearnedActivationKernel<Double> {
    elementwiseKernel()
  }

  @inlinable
  func elementwiseKernel<T: RealScalar>() -> LearnedActivationKernel<T> {
    LearnedActivationKernel { z, coefficients, y, slopes, count in
      guard let slopes else {
        for i in 0..<count { y[i] = self(z[i], Coefficients(coefficients + i, stride: count)) }
        return
      }
      for i in 0..<count {
        let result = self(Dual.variable(z[i]), Coefficients(coefficients + i, stride: count))
        y[i] = result.value
        slopes[i] = result.tangent
      }
      // A loop for each coefficient: with all in one, the buffers are too many for vector code.
      for variable in 0..<Coefficient.allCases.count {
        let slopes = slopes + (variable + 1) * count
        for i in 0..<count {
          slopes[i] =
            self(
              Dual.constant(z[i]),
              Coefficients(coefficients + i, stride: count, variable: variable)
            ).tangent
        }
      }
    }
  }
}

// MARK: - With the initial values

extension LearnedActivation {
  @inlinable
  public func activate<T: Scalar>(_ row: Span<T>, into result: inout MutableSpan<T>) {
    let values = Coefficient.allCases.map { T.Base(initialValue(of: $0)) }
    values.withUnsafeBufferPointer { values in
      guard let base = values.baseAddress else { return }
      for i in row.indices { result[i] = self(row[i], Coefficients(base, stride: 1)) }
    }
  }

  @inlinable
  public func kernel(for type: Float.Type) -> ActivationKernel<Float> { initialKernel() }
  @inlinable
  public func kernel(for type: Double.Type) -> ActivationKernel<Double> { initialKernel() }

  /// The loops of the function that it is before anything is learned.
  @inlinable
  func initialKernel<T: RealScalar>() -> ActivationKernel<T> {
    let values = Coefficient.allCases.map { T(initialValue(of: $0)) }
    return ActivationKernel(
      forward: { z, y, slopes, rows, columns in
        values.withUnsafeBufferPointer { values in
          guard let base = values.baseAddress else { return }
          for i in 0..<(rows * columns) {
            let result = self(Dual.variable(z[i]), Coefficients(base, stride: 1))
            y[i] = result.value
            slopes?[i] = result.tangent
          }
        }
      },
      pullback: { slopes, dy, dz, rows, columns in
        for i in 0..<(rows * columns) { dz[i] = slopes[i] * dy[i] }
      })
  }
}

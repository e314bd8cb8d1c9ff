// swift-tools-version: 6.2
import PackageDescription

// The floor is measured with the kernels of libxsmm, which makes them for x86-64 alone.
#if arch(x86_64)
  let xsmm: [LinkerSetting] = ["xsmm", "xsmmnoblas", "dl", "pthread", "m"].map {
    .linkedLibrary($0)
  }
#else
  let xsmm: [LinkerSetting] = []
#endif

let package = Package(
  name: "Benchmarks",
  products: [
    .library(name: "AllocationCounter", type: .dynamic, targets: ["AllocationCounter"])
  ],
  targets: [
    // MARK: - The machine
    .executableTarget(name: "floor", linkerSettings: xsmm),
    .executableTarget(name: "peak"),
    .target(name: "OneCore"),

    // MARK: - Allocations
    .target(name: "AllocationCounter"),
    .executableTarget(name: "allocate"),

    // MARK: - Descent, and its peers
    .target(name: "Measuring"),
    .executableTarget(name: "bench", dependencies: ["Measuring", "OneCore"]),
    .testTarget(
      name: "MeasuringTests", dependencies: ["Measuring", "allocate"]),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
  ]
}

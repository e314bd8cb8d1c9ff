// swift-tools-version: 6.2
import PackageDescription

// libxsmm makes its kernels at run time, for x86-64 alone; elsewhere the portable Swift kernel serves.
#if arch(x86_64)
  let xsmm: [LinkerSetting] = ["xsmm", "xsmmnoblas", "dl", "pthread", "m"].map {
    .linkedLibrary($0)
  }
#else
  let xsmm: [LinkerSetting] = []
#endif

let package = Package(
  name: "Descent",
  products: [
    .executable(name: "descent", targets: ["DescentExecutable"]),
    .library(
      name: "Descent",
      targets: [
        "Descent", "DescentPlugins", "DescentExperiments", "DescentStore", "DescentReports",
        "DescentCommand",
      ]),
    .library(name: "DescentTesting", targets: ["DescentTesting"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
  ],
  targets: [
    // MARK: - Core
    .target(name: "Descent", dependencies: ["CKernels", "CZlib"]),
    .target(name: "CKernels", linkerSettings: xsmm),
    .target(name: "CZlib", linkerSettings: [.linkedLibrary("z")]),

    // MARK: - Plugins
    .target(
      name: "DescentPlugins", dependencies: ["Descent"], path: "plugins",
      exclude: ["README.md", "Examples"]),
    .target(name: "DescentTesting", dependencies: ["Descent"]),

    // MARK: - Experiments
    .target(
      name: "DescentExperiments",
      dependencies: [
        "Descent", "DescentStore", "CYAML", "CDataSets",
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ]),
    .target(name: "CDataSets"),
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),

    // MARK: - Results
    .target(
      name: "DescentStore",
      dependencies: [
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),
    .target(
      name: "DescentReports", dependencies: ["DescentStore", "DescentFigures", "CDistributions"],
      resources: [.embedInCode("Formats/page.css"), .embedInCode("Formats/page.js")]),
    .target(name: "DescentFigures"),
    .target(name: "CDistributions", linkerSettings: [.linkedLibrary("m")]),

    // MARK: - Command line
    .target(
      name: "DescentCommand",
      dependencies: [
        "Descent", "DescentPlugins", "DescentExperiments", "DescentStore", "DescentReports",
        "DescentTesting", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    // Plugins that are loaded at run time find the symbols of the modules in the executable.
    .executableTarget(
      name: "DescentExecutable", dependencies: ["DescentCommand"],
      linkerSettings: [.unsafeFlags(["-Xlinker", "--export-dynamic"], .when(platforms: [.linux]))]),

    // MARK: - Tests
    .testTarget(
      name: "DescentTests", dependencies: ["Descent", "DescentPlugins", "DescentTesting"]),
    .testTarget(
      name: "DescentPluginsTests", dependencies: ["Descent", "DescentPlugins", "DescentTesting"],
      resources: [.copy("Golden")]),
    .testTarget(
      name: "DescentExperimentsTests",
      dependencies: [
        "Descent", "DescentPlugins", "DescentExperiments", "DescentStore",
        .product(name: "SystemPackage", package: "swift-system"),
      ]),
    .testTarget(name: "DescentCommandTests", dependencies: ["DescentExecutable"]),
    .testTarget(
      name: "DescentStoreTests",
      dependencies: ["DescentStore", .product(name: "GRDB", package: "GRDB.swift")]),
    .testTarget(name: "DescentFiguresTests", dependencies: ["DescentFigures"]),
    .testTarget(
      name: "DescentReportsTests",
      dependencies: ["CDistributions", "DescentFigures", "DescentReports", "DescentStore"],
      exclude: ["Snapshots"], resources: [.copy("Golden")]),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .gnu2x,
  cxxLanguageStandard: .cxx17
)

for target in package.targets where target.type != .system {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),  // SE-0335: `any` says where a witness table is used.
    .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444: a file imports what it uses.
    .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409: an import is no API.
    .treatAllWarnings(as: .error),
  ]
}

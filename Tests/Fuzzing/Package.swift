// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "Fuzzing",
  dependencies: [.package(name: "Descent", path: "../..")],
  targets: [
    // `make fuzz` builds it: without the option `-sanitize=fuzzer` there is no `runFuzzer` to link.
    .executableTarget(
      name: "fuzz", dependencies: [.product(name: "Descent", package: "Descent")],
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .treatAllWarnings(as: .error),
        .unsafeFlags(["-parse-as-library"]),
      ])
  ],
  swiftLanguageModes: [.v6]
)

// swift-tools-version: 6.2
import PackageDescription

let descent = Target.Dependency.product(name: "Descent", package: "Descent")

let package = Package(
  name: "Example",
  dependencies: [.package(name: "Descent", path: "../..")],
  targets: [
    .executableTarget(name: "snake", dependencies: [descent]),
    .executableTarget(name: "faults", dependencies: [descent]),
    .testTarget(name: "ExampleTests", dependencies: ["snake", "faults"]),
  ],
  swiftLanguageModes: [.v6]
)

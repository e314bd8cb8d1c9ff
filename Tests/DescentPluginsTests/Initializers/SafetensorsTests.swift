import Descent
import DescentPlugins
import DescentTesting
import Testing

@Suite struct SafetensorsTests {
  private let source = Safetensors(settings: ["path": .text("start.safetensors")])

  private func site(_ file: SafetensorsFile) -> LayerSite {
    let loaded = LoadedFile(path: "start.safetensors", bytes: file.bytes)
    return LayerSite(index: 0, fanIn: 2, fanOut: 3, activation: ReLU(), files: [loaded])
  }

  private func file(_ weight: SafetensorsFile.Tensor) -> SafetensorsFile {
    SafetensorsFile(tensors: [
      weight, .init(name: "layers.0.bias", shape: [3], values: [10, 20, 30]),
    ])
  }

  private var good: SafetensorsFile {
    file(.init(name: "layers.0.weight", shape: [3, 2], values: [1, 2, 3, 4, 5, 6]))
  }

  @Test("weights are turned from fan-out × fan-in, biases are taken as they are")
  func values() throws {
    var random = RandomStream(.initialization, replicate: 1)
    #expect(try source.weights(of: site(good), random: &random) == [1, 3, 5, 2, 4, 6])
    #expect(try source.biases(of: site(good), random: &random) == [10, 20, 30])
    #expect(source.files == ["start.safetensors"])
  }

  @Test("with a file it obeys the laws")
  func laws() {
    #expect(InitializerLaws.findings(for: source, sites: [site(good)]).isEmpty)
  }

  @Test("a file that does not fit is an error with the reason")
  func mistakes() throws {
    func message(_ site: LayerSite) throws -> String {
      var random = RandomStream(.initialization, replicate: 1)
      return try #require(throws: ComponentError.self) {
        try source.weights(of: site, random: &random)
      }.description
    }
    let wide = SafetensorsFile.Tensor(
      name: "layers.0.weight", shape: [2, 3], values: [1, 2, 3, 4, 5, 6])
    #expect(
      try message(site(file(wide))) == "start.safetensors: tensor 'layers.0.weight' has shape "
        + "[2, 3], the network needs [3, 2]")
    #expect(
      try message(site(SafetensorsFile(tensors: [])))
        == "start.safetensors: there is no tensor 'layers.0.weight' in the file")
    #expect(
      try message(LayerSite(index: 0, fanIn: 2, fanOut: 3, activation: ReLU()))
        == "start.safetensors: this is no safetensors file: it has fewer than 8 bytes")
  }
}

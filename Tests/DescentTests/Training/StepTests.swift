import Descent
import Testing

@Suite struct StepTests {
  @Test(
    "an average that starts at 0 is right after its bias correction", arguments: [0, 0.9, 0.999])
  func biasCorrection(beta: Double) {
    var average = 0.0
    for index in 1...1000 {
      average = beta * average + (1 - beta) * 3
      let corrected = average / Step(index: index, epoch: 0, learningRate: 1).biasCorrection(beta)
      #expect(abs(corrected - 3) < 1e-11)
    }
  }
}

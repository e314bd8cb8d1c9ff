import Descent
import Foundation
import Testing

@Suite struct RandomStreamTests {
  /// What `Tests/Reference/random_stream.py` writes.
  struct Golden: Decodable {
    var seeds: [Seed]
    var streams: [Stream]

    struct Seed: Decodable {
      var seed: UInt64
      var bits: [String]
    }

    struct Stream: Decodable {
      var purpose: RandomStream.Purpose
      var replicate: Int
      var bits: [String]
    }
  }

  private func hexadecimal(_ stream: RandomStream) -> [String] {
    var stream = stream
    return (0..<8).map { _ in
      let digits = String(stream.nextBits(), radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }
  }

  @Test("the first bits are those of an independent implementation")
  func golden() throws {
    let bytes = try Repository.bytes("Tests/DescentPluginsTests/Golden/random_stream.json")
    let golden = try JSONDecoder().decode(Golden.self, from: Data(bytes))
    #expect(golden.seeds.count == 4 && golden.streams.count == 15)
    for seed in golden.seeds { #expect(hexadecimal(RandomStream(seed: seed.seed)) == seed.bits) }
    for stream in golden.streams {
      let made = RandomStream(stream.purpose, replicate: stream.replicate)
      #expect(hexadecimal(made) == stream.bits)
    }
  }

  @Test("every purpose and replicate has a stream of its own")
  func streams() {
    var first: Set<UInt64> = []
    for purpose in RandomStream.Purpose.allCases {
      for replicate in 0..<1000 {
        var stream = RandomStream(purpose, replicate: replicate)
        first.insert(stream.nextBits())
      }
    }
    #expect(first.count == RandomStream.Purpose.allCases.count * 1000)
  }

  @Test("uniform numbers fill [0, 1) evenly")
  func uniform() {
    var stream = RandomStream(.data, replicate: 1)
    let count = 200_000
    let numbers = (0..<count).map { _ in stream.uniform() }
    #expect(numbers.allSatisfy { (0..<1).contains($0) })
    let mean = numbers.reduce(0, +) / Double(count)
    let variance = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)
    // Four standard errors.
    #expect(abs(mean - 0.5) < 4 * (1.0 / 12 / Double(count)).squareRoot())
    #expect(abs(variance - 1.0 / 12) < 4 * (1.0 / 180 / Double(count)).squareRoot())
  }

  @Test("normal numbers have the moments 0, 1, 0 and 3")
  func normal() {
    var stream = RandomStream(.initialization, replicate: 1)
    let count = 200_000
    let numbers = (0..<count).map { _ in stream.normal() }
    func moment(_ power: Int) -> Double {
      numbers.reduce(0) { $0 + pow($1, Double(power)) } / Double(count)
    }
    // Four standard errors: the variances of x, x², x³ and x⁴ are 1, 2, 15 and 96.
    let errors = [1.0, 2, 15, 96].map { 4 * ($0 / Double(count)).squareRoot() }
    for (power, expected) in [0.0, 1, 0, 3].enumerated() {
      let difference = abs(moment(power + 1) - expected)
      #expect(difference < errors[power], "moment \(power + 1)")
    }
    #expect(numbers.allSatisfy { $0.isFinite })
  }

  @Test("an index is uniform below its bound")
  func index() {
    var stream = RandomStream(.split, replicate: 1)
    var counts = Array(repeating: 0, count: 7)
    for _ in 0..<70_000 { counts[stream.index(below: 7)] += 1 }
    // χ² with 6 degrees of freedom is below 22.5 in 99.9 % of all cases.
    let chiSquare = counts.reduce(0.0) { $0 + pow(Double($1) - 10_000, 2) / 10_000 }
    #expect(chiSquare < 22.5)
    #expect(stream.index(below: 1) == 0)
  }

  @Test("a shuffle is a permutation, and each one is as likely")
  func shuffle() {
    var stream = RandomStream(.shuffle, replicate: 1)
    var numbers = Array(0..<100)
    stream.shuffle(&numbers)
    #expect(numbers != Array(0..<100) && numbers.sorted() == Array(0..<100))

    var counts: [[Int]: Int] = [:]
    for _ in 0..<24_000 {
      var four = [0, 1, 2, 3]
      stream.shuffle(&four)
      counts[four, default: 0] += 1
    }
    // χ² with 23 degrees of freedom is below 49.7 in 99.9 % of all cases.
    let chiSquare = counts.values.reduce(0.0) { $0 + pow(Double($1) - 1000, 2) / 1000 }
    #expect(counts.count == 24 && chiSquare < 49.7)
    var empty: [Int] = []
    stream.shuffle(&empty)
    #expect(empty.isEmpty)
  }
}

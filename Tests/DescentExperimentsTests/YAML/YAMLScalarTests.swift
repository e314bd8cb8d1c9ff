import DescentExperiments
import Testing

@Suite struct YAMLScalarTests {
  @Test(
    "a number has a decimal form",
    arguments: [
      ("1", 1), ("-2", -2), ("+1", 1), ("0", 0), ("-0", 0), ("0.5", 0.5), (".5", 0.5), ("1.", 1),
      ("1e-3", 0.001), ("1.0e-4", 0.0001), ("1E3", 1000), ("1e+3", 1000), ("1e05", 100_000),
      ("0e9", 0), ("20.0", 20), ("123456789012345678901", 123_456_789_012_345_678_901.0),
    ])
  func number(text: String, value: Double) throws {
    #expect(try YAMLScalar(text).number() == value)
  }

  @Test(
    "what has another form is no number",
    arguments: [
      "", "~", "1:30", "0x10", "0o10", "0b1", "1_000", "nan", ".nan", "inf", "-.inf", ".inf",
      "infinity", "1e", "1e+", ".", "-", "+-1", "--1", "1.2.3", "1,5", "1 ", " 1", "1f", "e3", "٣",
      "1e3.0", "0x1p3", "1 2",
    ])
  func noNumber(text: String) {
    #expect(throws: YAMLScalar.Mistake.notANumber) { try YAMLScalar(text).number() }
    #expect(throws: YAMLScalar.Mistake.notANumber) { try YAMLScalar(text).integer() }
  }

  @Test("a leading zero is neither octal nor ten", arguments: ["010", "-010", "00", "01.5", "+08"])
  func leadingZero(text: String) {
    #expect(throws: YAMLScalar.Mistake.leadingZero) { try YAMLScalar(text).number() }
    #expect(throws: YAMLScalar.Mistake.leadingZero) { try YAMLScalar(text).integer() }
  }

  @Test(
    "a number is finite, and zero only if it says so", arguments: ["1e999", "-1e999", "1e-999"])
  func range(text: String) {
    #expect(throws: YAMLScalar.Mistake.outOfRange) { try YAMLScalar(text).number() }
  }

  @Test(
    "an integer may have the form of a real number",
    arguments: [
      ("20", 20), ("+20", 20), ("-3", -3), ("20.0", 20), ("1e3", 1000), ("2.5e1", 25), ("0", 0),
      ("9223372036854775807", .max), ("-9223372036854775808", .min), ("50e-1", 5),
    ])
  func integer(text: String, value: Int) throws {
    #expect(try YAMLScalar(text).integer() == value)
  }

  @Test(
    "an integer is whole and exact",
    arguments: [
      ("0.5", .notIntegral), ("1e-3", .notIntegral), ("9223372036854775808", .outOfRange),
      ("1e16", .outOfRange), ("1e999", .outOfRange),
    ] as [(String, YAMLScalar.Mistake)])
  func noInteger(text: String, mistake: YAMLScalar.Mistake) {
    #expect(throws: mistake) { try YAMLScalar(text).integer() }
  }

  @Test("a boolean is true or false, in this spelling")
  func boolean() throws {
    #expect(try YAMLScalar("true").boolean())
    #expect(try !YAMLScalar("false").boolean())
    for text in ["True", "FALSE", "yes", "no", "on", "off", "y", "1", "0", "", "~"] {
      #expect(throws: YAMLScalar.Mistake.notABoolean) { try YAMLScalar(text).boolean() }
    }
  }

  @Test(
    "what is in quotes is a text",
    arguments: [YAMLScalar.Style.singleQuoted, .doubleQuoted, .block])
  func quoted(style: YAMLScalar.Style) {
    #expect(throws: YAMLScalar.Mistake.quoted) { try YAMLScalar("1", style: style).number() }
    #expect(throws: YAMLScalar.Mistake.quoted) { try YAMLScalar("1", style: style).integer() }
    #expect(throws: YAMLScalar.Mistake.quoted) { try YAMLScalar("true", style: style).boolean() }
    #expect(!YAMLScalar("null", style: style).isNull)
    #expect(!YAMLScalar("", style: style).isNull)
  }

  @Test("nothing is written as nothing, ~ or null")
  func null() {
    #expect(["", "~", "null"].allSatisfy { YAMLScalar($0).isNull })
    #expect(["Null", "nil", "none", "0", "false"].allSatisfy { !YAMLScalar($0).isNull })
  }
}

//! Validates JSON against the part of JSON Schema (draft 7) that the SARIF schema uses, for tests.
//! It panics at a keyword that it does not know rather than pass over it.

use regex::Regex;
use serde_json::{Map, Value};

/// Everything that is wrong with `instance`, each with its place in it.
pub(crate) fn errors(schema: &Value, instance: &Value) -> Vec<String> {
    let mut validator = Validator { root: schema, errors: Vec::new() };
    validator.check(schema, instance, "$");
    validator.errors
}

struct Validator<'a> {
    root: &'a Value,
    errors: Vec<String>,
}

impl<'a> Validator<'a> {
    fn check(&mut self, schema: &'a Value, instance: &Value, at: &str) {
        let keywords = schema.as_object().expect("a schema is an object");
        for (keyword, value) in keywords {
            let wrong = match keyword.as_str() {
                "$ref" => {
                    self.check(self.resolve(value), instance, at);
                    false
                }
                "type" => !has_type(value, instance),
                "enum" => !elements(value).contains(instance),
                "pattern" => !matches_pattern(value, instance),
                "minimum" => number(instance).is_some_and(|n| Some(n) < number(value)),
                "maximum" => number(instance).is_some_and(|n| Some(n) > number(value)),
                "minItems" => !is_long_enough(value, instance),
                "uniqueItems" => *value == Value::Bool(true) && has_equal_elements(instance),
                "anyOf" => self.matching(value, instance) == 0,
                "oneOf" => self.matching(value, instance) != 1,
                "required" => !has_all(value, instance),
                "items" => {
                    self.items(value, instance, at);
                    false
                }
                "properties" => {
                    self.properties(value, instance, at);
                    false
                }
                "additionalProperties" => {
                    self.additional(keywords, value, instance, at);
                    false
                }
                // Formats are annotations in draft 7; the tests of SARIF look at its URIs themselves.
                "format" | "description" | "default" | "title" | "definitions" | "$schema" | "$id" => false,
                unknown => panic!("unknown keyword {unknown} for {at}"),
            };
            if wrong {
                self.errors.push(format!("{at}: {keyword} {value}, not {instance}"));
            }
        }
    }

    fn resolve(&self, reference: &Value) -> &'a Value {
        let pointer = reference.as_str().and_then(|r| r.strip_prefix('#'));
        let pointer = pointer.expect("references are within the schema");
        self.root.pointer(pointer).expect("references resolve")
    }

    fn matching(&self, schemas: &'a Value, instance: &Value) -> usize {
        let matching = elements(schemas).iter().filter(|schema| {
            let mut validator = Validator { root: self.root, errors: Vec::new() };
            validator.check(schema, instance, "");
            validator.errors.is_empty()
        });
        matching.count()
    }

    fn items(&mut self, schema: &'a Value, instance: &Value, at: &str) {
        for (index, item) in elements(instance).iter().enumerate() {
            self.check(schema, item, &format!("{at}[{index}]"));
        }
    }

    fn properties(&mut self, schemas: &'a Value, instance: &Value, at: &str) {
        for (name, schema) in members(schemas) {
            if let Some(value) = instance.get(name) {
                self.check(schema, value, &format!("{at}.{name}"));
            }
        }
    }

    fn additional(&mut self, keywords: &Map<String, Value>, schema: &'a Value, instance: &Value, at: &str) {
        let known = |name: &str| keywords.get("properties").and_then(|p| p.get(name));
        for (name, value) in members(instance).filter(|(name, _)| known(name).is_none()) {
            match schema {
                Value::Bool(true) => {}
                Value::Bool(false) => self.errors.push(format!("{at}: unknown {name}")),
                schema => self.check(schema, value, &format!("{at}.{name}")),
            }
        }
    }
}

fn has_type(expected: &Value, instance: &Value) -> bool {
    match expected.as_str().expect("types are single names here") {
        "object" => instance.is_object(),
        "array" => instance.is_array(),
        "string" => instance.is_string(),
        "boolean" => instance.is_boolean(),
        "integer" => instance.is_i64() || instance.is_u64(),
        "number" => instance.is_number(),
        unknown => panic!("unknown type {unknown}"),
    }
}

fn matches_pattern(pattern: &Value, instance: &Value) -> bool {
    let pattern = pattern.as_str().expect("a pattern is a string");
    let regex = Regex::new(pattern).expect("the schema's patterns compile");
    instance.as_str().is_none_or(|text| regex.is_match(text))
}

fn number(value: &Value) -> Option<f64> {
    value.as_f64()
}

fn is_long_enough(least: &Value, instance: &Value) -> bool {
    let length = instance.as_array().map(Vec::len);
    length.is_none_or(|length| Some(length as u64) >= least.as_u64())
}

fn has_equal_elements(instance: &Value) -> bool {
    let elements = elements(instance);
    let equal = |(index, element)| elements[..index].contains(element);
    elements.iter().enumerate().any(equal)
}

fn has_all(required: &Value, instance: &Value) -> bool {
    let mut names = elements(required).iter().filter_map(Value::as_str);
    names.all(|name| !instance.is_object() || instance.get(name).is_some())
}

fn elements(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

// Compiles the validation rules of a CRD as an API server of the given version would that has never seen them before.
//
//	crd-rules VERSION <CRD        VERSION such as 1.30; ends with 1 and a line for each rule that does not compile
package main

import (
	"fmt"
	"io"
	"os"

	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	structuralschema "k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/cel"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/cel/model"
	"k8s.io/apimachinery/pkg/util/version"
	celconfig "k8s.io/apiserver/pkg/apis/cel"
	"k8s.io/apiserver/pkg/cel/environment"
	"sigs.k8s.io/yaml"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

func run(arguments []string) error {
	if len(arguments) != 1 {
		return fmt.Errorf("usage: crd-rules VERSION")
	}
	oldest, err := version.ParseMajorMinor(arguments[0])
	if err != nil {
		return err
	}
	text, err := io.ReadAll(os.Stdin)
	if err != nil {
		return err
	}
	external := &apiextensionsv1.CustomResourceDefinition{}
	if err := yaml.UnmarshalStrict(text, external); err != nil {
		return err
	}
	definition := &apiextensions.CustomResourceDefinition{}
	if err := apiextensionsv1.Convert_v1_CustomResourceDefinition_To_apiextensions_CustomResourceDefinition(
		external, definition, nil); err != nil {
		return err
	}
	// In a new expression, a server takes what the version before it could already read.
	rules := rules{environment: environment.MustBaseEnvSet(oldest.OffsetMinor(-1))}
	schema := definition.Spec.Validation
	if schema == nil {
		schema = definition.Spec.Versions[0].Schema
	}
	structural, err := structuralschema.NewStructural(schema.OpenAPIV3Schema)
	if err != nil {
		return err
	}
	rules.compile("", structural, true)
	for _, failure := range rules.failures {
		fmt.Println(failure)
	}
	fmt.Printf("%d rules, %d do not compile\n", rules.count, len(rules.failures))
	if len(rules.failures) > 0 {
		return fmt.Errorf("not valid on %s", oldest)
	}
	return nil
}

type rules struct {
	environment *environment.EnvSet
	count       int
	failures    []string
}

func (r *rules) compile(path string, schema *structuralschema.Structural, root bool) {
	if len(schema.XValidations) > 0 {
		results, err := cel.Compile(schema, model.SchemaDeclType(schema, root), celconfig.PerCallLimit, r.environment,
			cel.NewExpressionsEnvLoader())
		if err != nil {
			r.failures = append(r.failures, fmt.Sprintf("%s: %v", path, err))
		}
		for i, result := range results {
			r.count++
			if result.Error != nil {
				r.failures = append(r.failures,
					fmt.Sprintf("%s: %s: %v", path, schema.XValidations[i].Rule, result.Error))
			}
		}
	}
	for name, property := range schema.Properties {
		r.compile(path+"."+name, &property, false)
	}
	if schema.Items != nil {
		r.compile(path+"[]", schema.Items, false)
	}
	if schema.AdditionalProperties != nil && schema.AdditionalProperties.Structural != nil {
		r.compile(path+"{}", schema.AdditionalProperties.Structural, false)
	}
}

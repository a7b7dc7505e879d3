// What Argo CD and kstatus make of an object, asked of their own code.
//
//	argocd health SCRIPT <OBJECT                          {"argocd": {"status", "message"}, "kstatus": {"status", "message"}}
//	argocd apply --kubeconfig=FILE <MANIFEST              applies as a sync with ServerSideApply=true does
//	argocd diff --kubeconfig=FILE <MANIFEST               {"threeWay": DIFF, "structuredMerge": DIFF, "serverSide": DIFF}
//
// DIFF is {"modified", "live", "predicted"}. One object is read from standard input, as YAML or JSON.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/argoproj/argo-cd/v3/common"
	"github.com/argoproj/argo-cd/v3/pkg/apis/application/v1alpha1"
	"github.com/argoproj/argo-cd/v3/util/lua"
	"github.com/argoproj/gitops-engine/pkg/diff"
	"github.com/argoproj/gitops-engine/pkg/health"
	"github.com/argoproj/gitops-engine/pkg/utils/kube"
	"github.com/argoproj/gitops-engine/pkg/utils/tracing"
	"github.com/fluxcd/cli-utils/pkg/kstatus/status"
	"github.com/go-logr/logr"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
	cmdutil "k8s.io/kubectl/pkg/cmd/util"
	"sigs.k8s.io/yaml"
)

const key = "torrust.com/TorrustStack"

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

func run(arguments []string) error {
	if len(arguments) != 2 {
		return errors.New("usage: argocd health SCRIPT | apply --kubeconfig=FILE | diff --kubeconfig=FILE")
	}
	object, err := read(os.Stdin)
	if err != nil {
		return err
	}
	switch arguments[0] {
	case "health":
		return judge(object, arguments[1])
	case "apply":
		cluster, err := connect(arguments[1])
		if err != nil {
			return err
		}
		return cluster.apply(object)
	case "diff":
		cluster, err := connect(arguments[1])
		if err != nil {
			return err
		}
		return cluster.diff(object)
	}
	return fmt.Errorf("no such command: %s", arguments[0])
}

func read(from io.Reader) (*unstructured.Unstructured, error) {
	text, err := io.ReadAll(from)
	if err != nil {
		return nil, err
	}
	// As Argo CD's cache has it: whole numbers are int64.
	document, err := yaml.YAMLToJSON(text)
	if err != nil {
		return nil, err
	}
	object := &unstructured.Unstructured{}
	return object, object.UnmarshalJSON(document)
}

type verdict struct {
	Status  string `json:"status"`
	Message string `json:"message"`
}

// judge runs the script as argocd-cm would have it, without Lua's standard libraries, and as a script of Argo CD's own
// would run, with them; the two must agree.
func judge(object *unstructured.Unstructured, file string) error {
	script, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	configured, err := argo(object, string(script), false)
	if err != nil {
		return err
	}
	builtIn, err := argo(object, string(script), true)
	if err != nil {
		return err
	}
	if configured != builtIn {
		return fmt.Errorf("%v without the standard libraries, %v with them", configured, builtIn)
	}
	result, err := status.Compute(object)
	if err != nil {
		return err
	}
	return write(map[string]verdict{
		"argocd":  configured,
		"kstatus": {string(result.Status), result.Message},
	})
}

func argo(object *unstructured.Unstructured, script string, libraries bool) (verdict, error) {
	result, err := health.GetResourceHealth(object, lua.ResourceHealthOverrides{
		key: v1alpha1.ResourceOverride{HealthLua: script, UseOpenLibs: libraries},
	})
	if err != nil {
		return verdict{}, err
	}
	if result == nil {
		return verdict{}, nil
	}
	return verdict{string(result.Status), result.Message}, nil
}

type cluster struct {
	config  *rest.Config
	kubectl *kube.KubectlCmd
}

func connect(flag string) (*cluster, error) {
	file, found := strings.CutPrefix(flag, "--kubeconfig=")
	if !found {
		return nil, fmt.Errorf("expected --kubeconfig=FILE, not %s", flag)
	}
	config, err := clientcmd.BuildConfigFromFlags("", file)
	if err != nil {
		return nil, err
	}
	return &cluster{config, &kube.KubectlCmd{Log: logr.Discard(), Tracer: tracing.NopTracer{}}}, nil
}

func (c *cluster) apply(object *unstructured.Unstructured) error {
	schema, _, err := c.kubectl.LoadOpenAPISchema(c.config)
	if err != nil {
		return err
	}
	resources, cleanup, err := c.kubectl.ManageResources(c.config, schema)
	if err != nil {
		return err
	}
	defer cleanup()
	said, err := resources.ApplyResource(
		context.Background(), object, cmdutil.DryRunNone, false, true, true, common.ArgoCDSSAManager)
	if err == nil {
		fmt.Println(said)
	}
	return err
}

func (c *cluster) diff(manifest *unstructured.Unstructured) error {
	schema, parser, err := c.kubectl.LoadOpenAPISchema(c.config)
	if err != nil {
		return err
	}
	live, err := c.kubectl.GetResource(
		context.Background(), c.config, manifest.GroupVersionKind(), manifest.GetName(), manifest.GetNamespace())
	if err != nil {
		return err
	}
	applier, cleanup, err := kube.ManageServerSideDiffDryRuns(
		c.config, schema, c.kubectl.Tracer, c.kubectl.Log, nil)
	if err != nil {
		return err
	}
	defer cleanup()
	diffs := map[string]any{}
	for name, option := range map[string]diff.Option{
		"threeWay":        diff.WithStructuredMergeDiff(false),
		"structuredMerge": diff.WithStructuredMergeDiff(true),
		"serverSide":      diff.WithServerSideDiff(true),
	} {
		result, err := diff.Diff(manifest.DeepCopy(), live.DeepCopy(), option,
			diff.WithGVKParser(parser),
			diff.WithManager(common.ArgoCDSSAManager),
			diff.WithServerSideDryRunner(diff.NewK8sServerSideDryRunner(applier)),
			diff.WithLogr(c.kubectl.Log))
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		diffs[name] = map[string]any{
			"modified":  result.Modified,
			"live":      json.RawMessage(result.NormalizedLive),
			"predicted": json.RawMessage(result.PredictedLive),
		}
	}
	return write(diffs)
}

func write(answer any) error {
	return json.NewEncoder(os.Stdout).Encode(answer)
}

// Program controller judges objects as KServe's own admission webhooks do when they are created, and prints what
// KServe's controller makes of those that it admits.
//
// It reads YAML documents from standard input and writes a JSON list to standard output: one verdict for each
// document, in their order. InferenceServices, ClusterServingRuntimes and LLMInferenceServices are judged;
// a Deployment is taken as one of KServe's or Knative's, whose pods pass KServe's webhook for pods. All other
// documents are only there to be found by KServe, first of all its ConfigMap. Nothing is asked of a cluster.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/go-logr/logr"
	"github.com/kserve/kserve/pkg/apis/serving/v1alpha1"
	"github.com/kserve/kserve/pkg/apis/serving/v1alpha2"
	"github.com/kserve/kserve/pkg/apis/serving/v1beta1"
	"github.com/kserve/kserve/pkg/webhook/admission/llminferenceservice"
	"github.com/kserve/kserve/pkg/webhook/admission/servingruntime"
	admissionv1 "k8s.io/api/admission/v1"
	appsv1 "k8s.io/api/apps/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	utilyaml "k8s.io/apimachinery/pkg/util/yaml"
	"sigs.k8s.io/controller-runtime/pkg/client"
	logf "sigs.k8s.io/controller-runtime/pkg/log"
	"sigs.k8s.io/controller-runtime/pkg/webhook/admission"
	"sigs.k8s.io/yaml"
)

type verdict struct {
	Kind     string          `json:"kind"`
	Name     string          `json:"name"`
	Errors   []string        `json:"errors"`
	Warnings []string        `json:"warnings"`
	Derived  []client.Object `json:"derived"`
	Security []string        `json:"security"`
}

func main() {
	logf.SetLogger(logr.Discard())
	documents, err := read(os.Stdin)
	if err == nil {
		var verdicts []verdict
		if verdicts, err = judgeAll(documents); err == nil {
			err = json.NewEncoder(os.Stdout).Encode(verdicts)
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// document is an object and what it was read from.
type document struct {
	object client.Object
	raw    []byte
	err    error
}

func read(input io.Reader) ([]document, error) {
	texts := utilyaml.NewYAMLReader(bufio.NewReader(input))
	documents := []document{}
	for {
		text, err := texts.Read()
		if errors.Is(err, io.EOF) {
			return documents, nil
		}
		if err != nil {
			return nil, err
		}
		found, err := decode(text)
		if err != nil {
			return nil, err
		}
		documents = append(documents, found)
	}
}

// decode fails only for what is no object of a known kind; a field that the kind lacks is an error of the document.
func decode(text []byte) (document, error) {
	var meta metav1.TypeMeta
	if err := yaml.Unmarshal(text, &meta); err != nil {
		return document{}, err
	}
	made, err := scheme.New(meta.GroupVersionKind())
	if err != nil {
		return document{}, err
	}
	raw, err := yaml.YAMLToJSON(text)
	if err != nil {
		return document{}, err
	}
	object := made.(client.Object)
	strict := yaml.UnmarshalStrict(text, object)
	if strict != nil {
		// Whoever reads the verdict wants to know the name all the same.
		_ = yaml.Unmarshal(text, object)
	}
	return document{object: object, raw: raw, err: strict}, nil
}

func judgeAll(documents []document) ([]verdict, error) {
	surroundings := []client.Object{}
	for _, each := range documents {
		switch each.object.(type) {
		case *v1beta1.InferenceService, *v1alpha2.LLMInferenceService, *appsv1.Deployment:
		default:
			surroundings = append(surroundings, each.object)
		}
	}
	verdicts := []verdict{}
	for _, each := range documents {
		world, err := newWorld(surroundings)
		if err != nil {
			return nil, err
		}
		verdicts = append(verdicts, judge(world, each))
	}
	return verdicts, nil
}

func judge(world *world, document document) verdict {
	found := verdict{
		Kind: document.object.GetObjectKind().GroupVersionKind().Kind, Name: document.object.GetName(),
		Errors: []string{}, Warnings: []string{}, Derived: []client.Object{}, Security: []string{},
	}
	err := document.err
	if err == nil {
		err = found.fill(world, document)
	}
	found.Errors = messages(err)
	return found
}

func (v *verdict) fill(world *world, document document) (err error) {
	ctx := context.Background()
	switch object := document.object.(type) {
	case *v1alpha1.ClusterServingRuntime:
		webhook := servingruntime.ClusterServingRuntimeValidator{Client: world.client, Decoder: admission.NewDecoder(scheme)}
		return allowed(webhook.Handle(ctx, request(document.raw, object.GetNamespace())))
	case *v1alpha2.LLMInferenceService:
		webhook := llminferenceservice.LLMInferenceServiceDefaulterV1Alpha2{Client: world.client, Clientset: world.clientset}
		if err = webhook.Default(ctx, object); err == nil {
			v.Warnings, err = (&v1alpha2.LLMInferenceServiceValidator{}).ValidateCreate(ctx, object)
		}
		return err
	case *v1beta1.InferenceService:
		if err = world.setDefaults(object); err != nil {
			return err
		}
		if v.Warnings, err = (&v1beta1.InferenceServiceValidator{}).ValidateCreate(ctx, object); err != nil {
			return err
		}
		v.Derived, err = world.reconcile(ctx, object)
	case *appsv1.Deployment:
		v.Derived = []client.Object{object}
	}
	if err != nil {
		return err
	}
	return v.addPods(ctx, world)
}

// addPods appends the pod of each Deployment, as KServe's webhook lets it pass.
func (v *verdict) addPods(ctx context.Context, world *world) error {
	for _, object := range v.Derived {
		if deployment, ok := object.(*appsv1.Deployment); ok {
			pod, err := world.pod(ctx, deployment)
			if err != nil {
				return err
			}
			v.Derived = append(v.Derived, pod)
			v.Security = append(v.Security, restrictedProblems(pod)...)
		}
	}
	return nil
}

func request(raw []byte, namespace string) admission.Request {
	return admission.Request{AdmissionRequest: admissionv1.AdmissionRequest{
		Namespace: namespace, Object: runtime.RawExtension{Raw: raw},
	}}
}

func allowed(response admission.Response) error {
	if response.Allowed {
		return nil
	}
	return errors.New(response.Result.Message)
}

// messages takes an error of a webhook apart.
func messages(err error) []string {
	found := []string{}
	var status apierrors.APIStatus
	if errors.As(err, &status) && status.Status().Details != nil {
		for _, cause := range status.Status().Details.Causes {
			found = append(found, cause.Field+": "+cause.Message)
		}
	}
	if err != nil && len(found) == 0 {
		found = append(found, err.Error())
	}
	return found
}

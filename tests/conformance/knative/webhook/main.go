// Program webhook judges objects as Knative Serving does: its ConfigMaps with the parsers that its parts use, and its
// Services with the admission webhook. Of each Service that is admitted it prints the Deployment that Knative makes.
//
// It reads YAML documents from standard input and writes a JSON list to standard output: one verdict for each
// document, in their order. The ConfigMaps of the input are the settings under which its Services are judged; one that
// is missing has Knative's defaults. Nothing is asked of a cluster.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	utilyaml "k8s.io/apimachinery/pkg/util/yaml"
	"knative.dev/pkg/apis"
	v1 "knative.dev/serving/pkg/apis/serving/v1"
	configuration "knative.dev/serving/pkg/reconciler/configuration/resources"
	revision "knative.dev/serving/pkg/reconciler/revision/resources"
	service "knative.dev/serving/pkg/reconciler/service/resources"
	"sigs.k8s.io/yaml"
)

type verdict struct {
	Kind    string               `json:"kind"`
	Name    string               `json:"name"`
	Errors  []string             `json:"errors"`
	Parsed  any                  `json:"parsed"`
	Derived []*appsv1.Deployment `json:"derived"`
}

type document struct {
	meta metav1.PartialObjectMetadata
	text []byte
}

func main() {
	documents, err := read(os.Stdin)
	if err == nil {
		err = json.NewEncoder(os.Stdout).Encode(judgeAll(documents))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func read(input io.Reader) ([]document, error) {
	texts := utilyaml.NewYAMLReader(bufio.NewReader(input))
	documents := []document{}
	for {
		text, err := texts.Read()
		if errors.Is(err, io.EOF) {
			return documents, nil
		}
		found := document{text: text}
		if err == nil {
			err = yaml.Unmarshal(text, &found.meta)
		}
		if err != nil {
			return nil, err
		}
		documents = append(documents, found)
	}
}

func judgeAll(documents []document) []verdict {
	found := make([]verdict, len(documents))
	settings := newSettings()
	for index, each := range documents {
		found[index] = verdict{Kind: each.meta.Kind, Name: each.meta.Name, Errors: []string{}, Derived: []*appsv1.Deployment{}}
		if each.meta.GroupVersionKind() == corev1.SchemeGroupVersion.WithKind("ConfigMap") {
			found[index].Parsed = found[index].note(settings.read(each.text))
		}
	}
	for index, each := range documents {
		switch each.meta.GroupVersionKind() {
		case corev1.SchemeGroupVersion.WithKind("ConfigMap"):
		case v1.SchemeGroupVersion.WithKind("Service"):
			found[index].admit(each.text, settings)
		default:
			found[index].note(nil, fmt.Errorf("no webhook judges %s", each.meta.GroupVersionKind()))
		}
	}
	return found
}

func (v *verdict) note(parsed any, err error) any {
	if err != nil {
		v.Errors = append(v.Errors, err.Error())
	}
	return parsed
}

// admit sets the defaults and validates, as on creation, and goes the way from a Service to its Deployment.
func (v *verdict) admit(text []byte, settings *settings) {
	made := &v1.Service{}
	if err := yaml.UnmarshalStrict(text, made); err != nil {
		v.note(nil, err)
		return
	}
	ctx := apis.WithinCreate(settings.inContext(context.Background()))
	made.SetDefaults(ctx)
	if err := made.Validate(ctx).Filter(apis.ErrorLevel); err != nil {
		v.note(nil, err)
		return
	}
	wanted := service.MakeConfiguration(made)
	wanted.SetDefaults(ctx)
	first := configuration.MakeRevision(ctx, wanted, time.Unix(0, 0))
	first.Name = wanted.Name + "-00001"
	first.SetDefaults(ctx)
	deployment, err := revision.MakeDeployment(resolved(first), settings.reconciler())
	if err != nil {
		v.note(nil, err)
		return
	}
	deployment.SetGroupVersionKind(appsv1.SchemeGroupVersion.WithKind("Deployment"))
	v.Derived = append(v.Derived, deployment)
}

// resolved fills in what Knative asks a registry for: the images by their digests, here as they were named.
func resolved(made *v1.Revision) *v1.Revision {
	for _, container := range made.Spec.Containers {
		made.Status.ContainerStatuses = append(made.Status.ContainerStatuses, v1.ContainerStatus{Name: container.Name, ImageDigest: container.Image})
	}
	for _, container := range made.Spec.InitContainers {
		made.Status.InitContainerStatuses = append(made.Status.InitContainerStatuses, v1.ContainerStatus{Name: container.Name, ImageDigest: container.Image})
	}
	return made
}

// Program webhook judges objects as CloudNativePG's own admission webhooks do when they are created.
//
// It reads YAML documents from standard input and writes a JSON list to standard output: one verdict for each
// document, in their order. An object without errors is admitted. Documents of other kinds, and fields that the kinds
// do not have, are errors. Nothing is asked of a cluster.
//
// With the argument "parameters" it writes the names of the parameters that the webhooks treat specially instead.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"

	apiv1 "github.com/cloudnative-pg/cloudnative-pg/api/v1"
	"github.com/cloudnative-pg/cloudnative-pg/internal/webhook/guard"
	webhookv1 "github.com/cloudnative-pg/cloudnative-pg/internal/webhook/v1"
	"github.com/cloudnative-pg/cloudnative-pg/pkg/postgres"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	utilyaml "k8s.io/apimachinery/pkg/util/yaml"
	"sigs.k8s.io/yaml"
)

type finding struct {
	Field   string `json:"field"`
	Message string `json:"message"`
}

type verdict struct {
	Kind     string    `json:"kind"`
	Name     string    `json:"name"`
	Errors   []finding `json:"errors"`
	Warnings []string  `json:"warnings"`
}

func main() {
	answer, err := answer(os.Args[1:])
	if err == nil {
		err = json.NewEncoder(os.Stdout).Encode(answer)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func answer(arguments []string) (any, error) {
	switch {
	case len(arguments) == 0:
		return judgeAll(os.Stdin)
	case slices.Equal(arguments, []string{"parameters"}):
		return map[string][]string{
			"fixed":  slices.Sorted(maps.Keys(postgres.FixedConfigurationParameters)),
			"pooler": webhookv1.AllowedPgbouncerGenericConfigurationParameters.ToSortedList(),
		}, nil
	default:
		return nil, fmt.Errorf("the only argument must be parameters, got %q; leave it out to judge objects", arguments)
	}
}

func judgeAll(input io.Reader) ([]verdict, error) {
	documents := utilyaml.NewYAMLReader(bufio.NewReader(input))
	verdicts := []verdict{}
	for {
		document, err := documents.Read()
		if errors.Is(err, io.EOF) {
			return verdicts, nil
		}
		if err != nil {
			return nil, err
		}
		found, err := judge(document)
		if err != nil {
			return nil, err
		}
		verdicts = append(verdicts, found)
	}
}

// judge fails only for what is no object at all.
func judge(document []byte) (verdict, error) {
	var object metav1.PartialObjectMetadata
	if err := yaml.Unmarshal(document, &object); err != nil {
		return verdict{}, err
	}
	var warnings []string
	var err error
	switch object.GroupVersionKind() {
	case apiv1.SchemeGroupVersion.WithKind("Cluster"):
		warnings, err = admit(document, &apiv1.Cluster{}, webhookv1.NewClusterAdmissionGuard())
	case apiv1.SchemeGroupVersion.WithKind("Pooler"):
		warnings, err = admit(document, &apiv1.Pooler{}, webhookv1.NewPoolerAdmissionGuard())
	case apiv1.SchemeGroupVersion.WithKind("ScheduledBackup"):
		warnings, err = admit(document, &apiv1.ScheduledBackup{}, webhookv1.NewScheduledBackupAdmissionGuard())
	default:
		err = fmt.Errorf("no webhook judges %s", object.GroupVersionKind())
	}
	return verdict{Kind: object.Kind, Name: object.Name, Errors: findings(err), Warnings: warnings}, nil
}

// admit sets the defaults and validates, in the order of the API server.
func admit[T guard.AdmittableObject](document []byte, object T, webhooks *guard.Admission[T]) ([]string, error) {
	if err := yaml.UnmarshalStrict(document, object); err != nil {
		return nil, err
	}
	if webhooks.Defaulter != nil {
		if err := webhooks.Defaulter.Default(context.Background(), object); err != nil {
			return nil, err
		}
	}
	return webhooks.Validator.ValidateCreate(context.Background(), object)
}

// findings takes an error of a webhook apart: one finding for each field.
func findings(err error) []finding {
	found := []finding{}
	var status apierrors.APIStatus
	if errors.As(err, &status) && status.Status().Details != nil {
		for _, cause := range status.Status().Details.Causes {
			found = append(found, finding{Field: cause.Field, Message: cause.Message})
		}
	}
	if err != nil && len(found) == 0 {
		found = append(found, finding{Message: err.Error()})
	}
	return found
}

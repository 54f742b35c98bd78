package main

import (
	"context"
	"fmt"
	"os"

	corev1 "k8s.io/api/core/v1"
	utilruntime "k8s.io/apimachinery/pkg/util/runtime"
	network "knative.dev/networking/pkg/config"
	"knative.dev/pkg/logging"
	"knative.dev/pkg/network/tls"
	api "knative.dev/serving/pkg/apis/config"
	autoscaler "knative.dev/serving/pkg/autoscaler/config"
	"knative.dev/serving/pkg/autoscaler/config/autoscalerconfig"
	"knative.dev/serving/pkg/deployment"
	"knative.dev/serving/pkg/gc"
	"knative.dev/serving/pkg/observability"
	reconciler "knative.dev/serving/pkg/reconciler/revision/config"
	"sigs.k8s.io/yaml"
)

// settings is what Knative's parts have read from its ConfigMaps.
type settings struct {
	features   *api.Features
	defaults   *api.Defaults
	autoscaler *autoscalerconfig.Config
	deployment *deployment.Config
	network    *network.Config
}

func newSettings() *settings {
	made := &settings{}
	for name, data := range map[string]map[string]string{
		"config-features": nil, "config-defaults": nil, "config-autoscaler": nil, "config-network": nil,
		"config-deployment": {"queue-sidecar-image": "example.com/queue:1"},
	} {
		_, err := made.parse(name, data)
		utilruntime.Must(err)
	}
	return made
}

func (s *settings) read(text []byte) (any, error) {
	found := &corev1.ConfigMap{}
	if err := yaml.UnmarshalStrict(text, found); err != nil {
		return nil, err
	}
	return s.parse(found.Name, found.Data)
}

func (s *settings) parse(name string, data map[string]string) (any, error) {
	switch name {
	case "config-features":
		return keep(&s.features)(api.NewFeaturesConfigFromMap(data))
	case "config-defaults":
		return keep(&s.defaults)(api.NewDefaultsConfigFromMap(data))
	case "config-autoscaler":
		return keep(&s.autoscaler)(autoscaler.NewConfigFromMap(data))
	case "config-network":
		return keep(&s.network)(network.NewConfigFromMap(data))
	case "config-deployment":
		parsed, err := keep(&s.deployment)(deployment.NewConfigFromMap(data))
		if err == nil {
			err = queueProxyTLS(s.deployment)
		}
		return parsed, err
	case "config-gc":
		return gc.NewConfigFromConfigMapFunc(context.Background())(&corev1.ConfigMap{Data: data})
	default:
		return nil, fmt.Errorf("no part of Knative Serving reads %s", name)
	}
}

func keep[T any](place **T) func(*T, error) (any, error) {
	return func(parsed *T, err error) (any, error) {
		if err != nil {
			return nil, err
		}
		*place = parsed
		return parsed, nil
	}
}

// queueProxyTLS reads the values as the queue-proxy does, which gets them in its environment.
func queueProxyTLS(read *deployment.Config) error {
	for name, value := range map[string]string{
		"MIN_VERSION": read.QueueSidecarTLSMinVersion, "MAX_VERSION": read.QueueSidecarTLSMaxVersion,
		"CIPHER_SUITES": read.QueueSidecarTLSCipherSuites, "CURVE_PREFERENCES": read.QueueSidecarTLSCurvePreferences,
	} {
		if err := os.Setenv("QUEUE_PROXY_TLS_"+name, value); err != nil {
			return err
		}
	}
	_, err := tls.DefaultConfigFromEnv("QUEUE_PROXY_")
	return err
}

func (s *settings) api() *api.Config {
	return &api.Config{Features: s.features, Defaults: s.defaults, Autoscaler: s.autoscaler}
}

func (s *settings) inContext(ctx context.Context) context.Context {
	return api.ToContext(ctx, s.api())
}

func (s *settings) reconciler() *reconciler.Config {
	logs, err := logging.NewConfigFromMap(nil)
	utilruntime.Must(err)
	return &reconciler.Config{
		Config: s.api(), Deployment: s.deployment, Logging: logs, Network: s.network,
		Observability: observability.DefaultConfig(),
	}
}

{{- define "torrust-operator.subjects" -}}
- kind: ServiceAccount
  name: torrust-operator
  namespace: {{ .Release.Namespace }}
{{- end }}

// Package ext stands in for Traefik's own, which its module does not carry: places where other products extend the configuration.
package ext

// HTTP extends dynamic.HTTPConfiguration by nothing.
type HTTP struct{}

// Router extends dynamic.Router by nothing.
type Router struct{}

// RouterIng extends the routers of the Kubernetes providers by nothing.
type RouterIng struct{}

// ToRouter converts the one into the other.
func (RouterIng) ToRouter() Router { return Router{} }
